package org.supervision.taskform;

import java.util.List;
import java.util.Optional;
import org.supervision.taskform.FormView.Option;

/**
 * What a field is chosen from where that may be thousands: a short list is sent with the form, in a long one somebody looks
 * for a part of a name.
 */
public interface Choices {

    /** So many are a list that one reads through. */
    int SHOWN = 50;

    /**
     * Those that fit what was typed, in the order in which people read them.
     *
     * @param typed words of a name, in whatever case; everything fits where it is blank
     * @param most how many at most
     */
    List<Option> find(String typed, int most);

    /** The choice that stands in a draft, to be shown in words; nothing where there is no such choice any more. */
    Optional<Option> of(String value);
}
