package org.supervision.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Shows whoever asks for a page what went wrong as a page; scripts get the same words as a problem in JSON. */
@Configuration(proxyBeanMethods = false)
class ProblemPage implements WebMvcConfigurer {

    private final ITemplateEngine templates;

    ProblemPage(ITemplateEngine templates) {
        this.templates = templates;
    }

    /** The last, so that whoever takes anything gets JSON. */
    @Override
    public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
        converters.add(new Converter(templates));
    }

    /** Whoever says what they take in a way that nobody can read gets words all the same, and JSON. */
    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
        ContentNegotiationStrategy byHeader = new HeaderContentNegotiationStrategy();
        configurer.strategies(List.of(request -> {
            try {
                return byHeader.resolveMediaTypes(request);
            } catch (HttpMediaTypeNotAcceptableException e) {
                return ContentNegotiationStrategy.MEDIA_TYPE_ALL_LIST;
            }
        }));
    }

    private static final class Converter extends AbstractHttpMessageConverter<ProblemDetail> {

        private final ITemplateEngine templates;

        Converter(ITemplateEngine templates) {
            super(StandardCharsets.UTF_8, MediaType.TEXT_HTML);
            this.templates = templates;
        }

        @Override
        protected boolean supports(Class<?> type) {
            return ProblemDetail.class.isAssignableFrom(type);
        }

        @Override
        public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
            return false;
        }

        @Override
        protected ProblemDetail readInternal(Class<? extends ProblemDetail> type, HttpInputMessage input) {
            throw new HttpMessageNotReadableException("Pages are only shown", input);
        }

        @Override
        protected void writeInternal(ProblemDetail problem, HttpOutputMessage output) throws IOException {
            PageHeaders.all().forEach((name, value) -> {
                if (output.getHeaders().getFirst(name) == null) {
                    output.getHeaders().set(name, value);
                }
            });
            Context context = new Context(Locale.UK);
            context.setVariable("status", problem.getStatus());
            context.setVariable("detail", problem.getDetail());
            output.getBody().write(templates.process("error", context).getBytes(StandardCharsets.UTF_8));
        }
    }
}
