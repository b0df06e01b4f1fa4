package io.oeesuite.mqttaccess.cases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the table line by line. A line that is not understood is an error: a case that is passed over would prove nothing. */
final class CaseTableReader {

    private final List<AccessCase> cases = new ArrayList<>();
    private final Map<String, Set<String>> devices = new HashMap<>();
    private Action action;
    private List<String> clients = List.of();
    private int number;

    void line(String line) {
        number++;
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        if (line.startsWith("@")) {
            heading(line);
        } else {
            row(line);
        }
    }

    AccessCases cases() {
        return new AccessCases(cases, devices);
    }

    private void heading(String line) {
        List<String> words = Arrays.asList(line.split(" +"));
        List<String> names = words.stream().skip(1).map(TableText::unescape).toList();
        switch (words.getFirst()) {
            case "@device" -> devices.put(names.getFirst(), Set.copyOf(names.subList(1, names.size())));
            case "@publish" -> columns(Action.PUBLISH, names);
            case "@subscribe" -> columns(Action.SUBSCRIBE, names);
            default -> throw problem("there is no " + words.getFirst());
        }
    }

    private void columns(Action next, List<String> names) {
        action = next;
        clients = names;
    }

    private void row(String line) {
        int gap = line.indexOf("  ");
        if (gap < 0) {
            throw problem("between the clients' letters and the topic are two spaces");
        }
        List<Boolean> allowed = letters(line.substring(0, gap));
        String[] parts = line.substring(gap).strip().split(" \\| ", 2);
        Map<Enforcer, List<Boolean>> otherwise = new EnumMap<>(Enforcer.class);
        if (parts.length == 2) {
            for (String exception : parts[1].split(" +")) {
                String[] pair = exception.split("=", 2);
                otherwise.put(Enforcer.of(pair[0]), letters(pair[1]));
            }
        }
        for (String topic : TableText.expand(parts[0])) {
            for (int column = 0; column < clients.size(); column++) {
                int client = column;
                cases.add(new AccessCase(
                        number,
                        clients.get(column),
                        action,
                        TableText.unescape(topic),
                        allowed.get(column),
                        otherwise.entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey,
                                        entry -> entry.getValue().get(client)))));
            }
        }
    }

    private List<Boolean> letters(String letters) {
        if (letters.length() != clients.size()) {
            throw problem(letters.length() + " letters for " + clients.size() + " clients");
        }
        return letters.chars()
                .mapToObj(letter -> switch (letter) {
                    case 'A' -> true;
                    case '.' -> false;
                    default -> throw problem("a client's letter is A or .");
                })
                .toList();
    }

    private IllegalStateException problem(String what) {
        return new IllegalStateException("Line " + number + " of the table of cases: " + what);
    }
}
