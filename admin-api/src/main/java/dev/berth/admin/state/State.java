package dev.berth.admin.state;

import static java.util.stream.Collectors.toSet;

import dev.berth.endpoint.Directory;
import dev.berth.endpoint.Topology;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// What there is, as one document, and what is to be done so that there is what another one says.
final class State {

    private final Directory directory;
    private final List<Section<Topology>> sections;

    /// @param sections its parts; what one needs of another comes before it
    State(Directory directory, List<Section<Topology>> sections) {
        this.directory = directory;
        this.sections = List.copyOf(sections);
    }

    /// Reads it.
    ///
    /// @param hashes whether the hashes of passwords are in it, so that accounts can be restored
    Future<JsonObject> read(boolean hashes) {
        return directory.topology().compose(topology -> Section.read(sections, topology, hashes, new JsonObject()));
    }

    /// How what there shall be differs from what there is.
    ///
    /// @param moves what is to be done, in order; where several steps are one move, they are taken together
    /// @param outcome what comes of it
    record Difference(List<List<Step>> moves, Outcome outcome) {

        /// What is to be done.
        List<Step> steps() {
            return moves.stream().flatMap(List::stream).toList();
        }
    }

    /// Compares. Members that the document leaves out stay what they are.
    ///
    /// @param now what there is
    /// @param wanted what there shall be
    /// @param prune whether what is not named is removed
    /// @throws dev.berth.admin.problem.Problem with what is wrong with the document
    Difference difference(JsonObject now, JsonObject wanted, boolean prune) {
        var outcome = new Outcome();
        sections.forEach(section -> section.tell(now.getValue(section.member()), outcome));
        var steps = new Steps(prune, outcome);
        steps.known(wanted, sections.stream().map(Section::member).collect(toSet()));
        Section.compare(sections, "", now, wanted, steps);
        References.find(outcome, steps);
        PortClashes.find(outcome, steps);
        return new Difference(Order.of(steps.all(), outcome), outcome);
    }
}
