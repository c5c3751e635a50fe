package dev.gantry.compose;

import dev.gantry.compose.explain.Variable;
import dev.gantry.diag.Location;
import java.util.ArrayList;
import java.util.List;

/** The variables that decided what a template comes to, with where each has its value from. */
final class UsedVariables {
    private final Recording group;
    private final Location template;
    private final List<Variable> found = new ArrayList<>();

    private UsedVariables(Recording group, Location template) {
        this.group = group;
        this.template = template;
    }

    static List<Variable> of(String text, Location template, Recording group) {
        UsedVariables used = new UsedVariables(group, template);
        used.collect(text);
        return List.copyOf(used.found);
    }

    private void collect(String text) {
        int from = 0;
        for (int at = text.indexOf('$'); at >= 0; at = text.indexOf('$', from)) {
            from = at + (text.startsWith("$$", at) ? 2 : 1);
            if (Template.isReference(text, at)) {
                try {
                    Template.Reference reference = Template.reference(text, at);
                    add(reference, text.substring(reference.from(), reference.to()));
                    from = reference.end();
                } catch (Template.TemplateException _) {
                    // Loading would have refused it.
                    return;
                }
            }
        }
    }

    private void add(Template.Reference reference, String argument) {
        String name = reference.name();
        String operator = reference.operator();
        String value = group.values().get(name);
        boolean set = value != null && !(value.isEmpty() && operator.startsWith(":"));
        boolean falls = !set && operator.endsWith("-");
        if (set) {
            found.add(group.variable(name));
        } else if (falls) {
            found.add(new Variable(name, Variable.State.DEFAULT, argument, template));
        } else {
            found.add(new Variable(name, Variable.State.UNSET, "", template));
        }
        if (falls || (set && operator.endsWith("+"))) {
            collect(argument);
        }
    }
}
