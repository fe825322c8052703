package org.supervision.taskform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.ser.LocalDateTimeSerializer;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.springframework.stereotype.Component;

/** Writes values and facts as the REST contract has them: a local time in London is {@code 2027-03-01T10:00}. */
@Component
class FormJson {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private final ObjectMapper mapper;

    FormJson(ObjectMapper mapper) {
        this.mapper = mapper.copy()
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .registerModule(new SimpleModule("minutes")
                        .addSerializer(LocalDateTime.class, new LocalDateTimeSerializer(MINUTES)));
    }

    JsonNode write(Object value) {
        return mapper.valueToTree(value);
    }
}
