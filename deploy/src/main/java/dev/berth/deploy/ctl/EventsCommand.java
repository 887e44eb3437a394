package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `berthctl events`.
@Command(name = "events", description = "Tell what happens, until it is interrupted or the stream ends.")
final class EventsCommand implements Callable<Integer> {

    private static final String EVENT = "event: ";
    private static final String DATA = "data: ";

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Option(names = "--tenant", description = "Only events of this tenant.")
    @Nullable
    String tenant;

    @Option(names = "--type", paramLabel = "TYPE[,TYPE]", description = "Only these, such as login.accepted.")
    @Nullable
    String type;

    @Override
    public Integer call() {
        String query = (tenant == null ? "" : "tenant=" + Ctl.segment(tenant) + "&")
                + (type == null ? "" : "type=" + Ctl.segment(type));
        HttpResponse<Stream<String>> answer = ctl().server().open("/events?" + query, Map.of(), BodyHandlers.ofLines());
        if (answer.statusCode() >= 300) {
            throw CtlFailed.of(
                    answer.statusCode(),
                    new JsonObject(String.join("", answer.body().toList())));
        }
        String event = "";
        for (Iterator<String> lines = answer.body().iterator(); lines.hasNext(); ) {
            String line = lines.next();
            if (line.startsWith(EVENT)) {
                event = line.substring(EVENT.length());
            } else if (line.startsWith(DATA)) {
                print(event, new JsonObject(line.substring(DATA.length())));
            }
        }
        return 0;
    }

    private void print(String event, JsonObject data) {
        if (ctl().json) {
            ctl().out()
                    .println(new JsonObject().put("type", event).mergeIn(data).encode());
        } else {
            var line = new StringBuilder(data.getString("at")).append(' ').append(event);
            data.stream()
                    .filter(member -> !member.getKey().equals("at"))
                    .forEach(member -> line.append(' ')
                            .append(member.getKey())
                            .append('=')
                            .append(Column.text(member.getValue())));
            ctl().out().println(line);
        }
        ctl().out().flush();
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }
}
