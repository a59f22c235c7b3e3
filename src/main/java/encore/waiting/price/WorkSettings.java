package encore.waiting.price;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When joining becomes harder than the operator asked for.
 *
 * @param joinsPerSecond from twice this rate of a line on it is one bit harder, from four times two
 *     bits, and so on up to six
 */
@ConfigurationProperties("encore.waiting.work")
record WorkSettings(@DefaultValue("100") int joinsPerSecond) {

    WorkSettings {
        if (joinsPerSecond < 1) {
            throw new IllegalArgumentException(
                    "encore.waiting.work.joins-per-second must be positive");
        }
    }
}
