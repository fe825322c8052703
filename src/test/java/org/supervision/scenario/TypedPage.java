package org.supervision.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.supervision.scenario.EveryForm.Page;

/** A form that is filled in by REST: what is typed goes into its values. When those are sent is up to the test. */
public abstract class TypedPage implements Page {

    protected final ObjectNode values;

    /** @param values what the form shows at first */
    protected TypedPage(ObjectNode values) {
        this.values = values;
    }

    /** Puts a text into a field, or into one of a row as in {@code actions[0].what}. */
    public static void set(ObjectNode values, String path, String text) {
        int row = path.indexOf('[');
        if (row < 0) {
            values.put(path, text);
        } else {
            int number = Integer.parseInt(path.substring(row + 1, path.indexOf(']')));
            ((ObjectNode) values.withArray(path.substring(0, row)).get(number))
                    .put(path.substring(path.indexOf("].") + 2), text);
        }
    }

    @Override
    public Page type(String path, String text) {
        set(values, path, text);
        return this;
    }

    @Override
    public Page choose(String path, String value) {
        return type(path, value);
    }

    @Override
    public Page tick(String path) {
        return type(path, "true");
    }

    @Override
    public Page untick(String path) {
        return type(path, "false");
    }

    @Override
    public Page add(String rows) {
        values.withArray(rows).addObject();
        return this;
    }

    @Override
    public void complete() {
        complete(rest -> {});
    }
}
