package org.supervision.subjectaccess;

import java.util.List;

/** Items as they are kept: what is held, or the answer. */
record SubjectItems(List<SubjectItem> items) {

    SubjectItems {
        items = List.copyOf(items);
    }
}
