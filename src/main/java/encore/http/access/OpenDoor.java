package encore.http.access;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Without an issuer key, to know a user's id is to be that user, and whoever is inside may charge
 * points. For trying that is what one wants, and each start says so. With a database of its own a
 * server is meant in earnest, and does not start open unless told to ({@code
 * encore.security.open}); this is looked at before anything is connected to.
 */
@Component
class OpenDoor implements BeanFactoryPostProcessor {

    private static final Logger log = LoggerFactory.getLogger(OpenDoor.class);

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        var settings = beans.getBean(Environment.class);
        if (isSet(settings, "encore.security.issuer-key")) {
            return;
        }
        if (isSet(settings, "spring.datasource.url")
                && !settings.getProperty("encore.security.open", Boolean.class, false)) {
            throw new NotMeant();
        }
        log.warn("open to all: whoever names a user gets that user's token and may charge points"
                + " (set ENCORE_SECURITY_ISSUER_KEY to close it)");
    }

    private static boolean isSet(Environment settings, String setting) {
        return !settings.getProperty(setting, "").isBlank();
    }

    /** A server that would stand open without anybody having said so. */
    static class NotMeant extends RuntimeException {}

    /** Says what to set, instead of a stack trace. */
    static class Explanation extends AbstractFailureAnalyzer<NotMeant> {

        @Override
        protected FailureAnalysis analyze(Throwable root, NotMeant cause) {
            return new FailureAnalysis(
                    "An external database is set, and no issuer key: whoever names a user would"
                            + " get that user's token and could charge points.",
                    "Set ENCORE_SECURITY_ISSUER_KEY to a secret that the shop in front sends as"
                            + " \"Authorization: Bearer\", or ENCORE_SECURITY_OPEN=true if"
                            + " everybody may do so.",
                    cause);
        }
    }
}
