package encore.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a controller's method: one way in which the call succeeds, where there is more to tell. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Answers.All.class)
public @interface Answers {

    int status();

    String says();

    /** The names of the headers that come with it. */
    String[] headers() default {};

    /** Several ways. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface All {

        Answers[] value();
    }
}
