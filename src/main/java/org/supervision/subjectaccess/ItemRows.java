package org.supervision.subjectaccess;

import java.util.List;

/** What was decided of each item, as it is kept. */
record ItemRows(List<ItemRow> rows) {

    ItemRows {
        rows = List.copyOf(rows);
    }
}
