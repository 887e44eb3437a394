package dev.berth.admin.state;

import static dev.berth.admin.state.TenantSection.TENANT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Brings steps into an order in which each finds what it needs: ports and names that another gives up, an endpoint
/// that another makes. Steps that need something of each other, as where two tenants exchange their ports, are taken
/// together. What needs nothing keeps its place. The strongly connected components of the needs, after Tarjan, come
/// out in this order.
final class Order {

    private static final Set<String> PLACING = Set.of(
            "createEndpoint", "changeEndpoint", "deleteEndpoint", "createTenant", "changeTenant", "deleteTenant");
    private static final String ENDPOINT = "endpoint";

    private final List<Step> steps;
    private final List<Set<Integer>> needs = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final List<List<Step>> moves = new ArrayList<>();
    private final int[] numbers;
    private final int[] lowest;
    private final boolean[] open;
    private final List<Integer> path = new ArrayList<>();
    private int last;

    private Order(List<Step> steps) {
        this.steps = steps;
        this.numbers = new int[steps.size()];
        this.lowest = new int[steps.size()];
        this.open = new boolean[steps.size()];
    }

    /// In such an order; each entry is one step, or several that are taken together.
    static List<List<Step>> of(List<Step> steps, Outcome outcome) {
        var order = new Order(steps);
        order.follow();
        new Needs(outcome).find((one, other) -> order.need(one, other));
        for (int i = 0; i < steps.size(); i++) {
            if (order.numbers[i] == 0) {
                order.visit(i);
            }
        }
        return order.moves;
    }

    /// What is done to one tenant keeps its order, and so does what is done to one endpoint.
    private void follow() {
        Map<String, Integer> before = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            needs.add(new TreeSet<>());
            Optional<String> subject = subject(steps.get(i));
            if (subject.isPresent()) {
                Integer previous = before.put(subject.get(), i);
                if (previous != null) {
                    needs.get(i).add(previous);
                }
                if (PLACING.contains(steps.get(i).operation())) {
                    places.putIfAbsent(subject.get(), i);
                }
            }
        }
    }

    private void need(String one, String other) {
        Integer from = places.get(one);
        Integer to = places.get(other);
        if (from != null && to != null && !from.equals(to)) {
            needs.get(from).add(to);
        }
    }

    private static Optional<String> subject(Step step) {
        return switch (step.operation()) {
            case "createTenant" -> Optional.of(Needs.tenant(step.body().getString("slug")));
            case "createEndpoint" -> Optional.of(Needs.endpoint(step.body().getString("name")));
            default ->
                Optional.ofNullable(step.path().get(TENANT))
                        .map(Needs::tenant)
                        .or(() -> Optional.ofNullable(step.path().get(ENDPOINT)).map(Needs::endpoint));
        };
    }

    /// The way so far is kept in a list of its own, since it can be as long as there are tenants.
    private void visit(int first) {
        List<Visit> way = new ArrayList<>(List.of(enter(first)));
        while (!way.isEmpty()) {
            Visit here = way.getLast();
            if (here.next == here.needs.length) {
                way.removeLast();
                leave(here.step);
                if (!way.isEmpty()) {
                    int above = way.getLast().step;
                    lowest[above] = Math.min(lowest[above], lowest[here.step]);
                }
                continue;
            }
            int need = here.needs[here.next++];
            if (numbers[need] == 0) {
                way.add(enter(need));
            } else if (open[need]) {
                lowest[here.step] = Math.min(lowest[here.step], numbers[need]);
            }
        }
    }

    private static final class Visit {
        private final int step;
        private final int[] needs;
        private int next;

        Visit(int step, int[] needs) {
            this.step = step;
            this.needs = Arrays.copyOf(needs, needs.length);
        }
    }

    private Visit enter(int step) {
        numbers[step] = ++last;
        lowest[step] = last;
        open[step] = true;
        path.add(step);
        return new Visit(
                step, needs.get(step).stream().mapToInt(Integer::intValue).toArray());
    }

    private void leave(int step) {
        if (lowest[step] != numbers[step]) {
            return;
        }
        List<Integer> together = new ArrayList<>();
        int each;
        do {
            each = path.removeLast();
            open[each] = false;
            together.add(each);
        } while (each != step);
        together.sort(Comparator.naturalOrder());
        moves.add(together.stream().map(steps::get).toList());
    }
}
