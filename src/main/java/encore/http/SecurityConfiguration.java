package encore.http;

import encore.kernel.Refusal;
import encore.kernel.Refused;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is open to all (the waiting token's gate comes behind), what is the operator's, and that
 * everything else does not exist.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final Logger log = LoggerFactory.getLogger(SecurityConfiguration.class);
    private static final String OPERATOR = "OPERATOR";
    private static final List<String> OPERATORS =
            List.of("/api/v1/projections", "/api/v1/audit", "/api/v1/audits");
    private static final int RANDOM_PASSWORD_BYTES = 18;

    /** Nobody is asked who he is here, so nothing that could ask stands in the way. */
    @Bean
    @Order(1)
    SecurityFilterChain openToAll(HttpSecurity http) throws Exception {
        var open = Stream.of("/api/v1/tokens", "/api/v1/tokens/me",
                        "/api/v1/performances", "/api/v1/performances/*/seats",
                        "/api/v1/reservations", "/api/v1/reservations/*",
                        "/api/v1/points", "/api/v1/points/charges", "/api/v1/points/history",
                        "/api/v1/payments", "/api/v1/payments/*")
                .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
                .toList();
        return http
                .securityMatcher(new AndRequestMatcher(new OrRequestMatcher(open),
                        request -> !isOperators(request)))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .exceptionHandling(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain security(HttpSecurity http, Problems problems) throws Exception {
        return http
                .authorizeHttpRequests(calls -> calls
                        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(SecurityConfiguration::isOperators).hasRole(OPERATOR)
                        .requestMatchers(HttpMethod.GET, "/actuator/health/**",
                                "/v3/api-docs/**", "/v3/api-docs.yaml", "/swagger-ui.html",
                                "/swagger-ui/**").permitAll()
                        .anyRequest().denyAll())
                .httpBasic(basic -> basic.authenticationEntryPoint(operatorOnly(problems)))
                .exceptionHandling(failures -> failures
                        .authenticationEntryPoint(nothingHere(problems))
                        .accessDeniedHandler(nothingHereEither(problems)))
                .sessionManagement(sessions ->
                        sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    /** What headers may hold is Spring's default rule, without its regular expressions. */
    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(name -> isPlain(name, false));
        firewall.setAllowedHeaderValues(value -> isPlain(value, true));
        return firewall;
    }

    private static boolean isPlain(String text, boolean mayHaveTabs) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && !(mayHaveTabs && c == '\t')
                    || !Character.isDefined(c)) {
                return false;
            }
        }
        return true;
    }

    private static AuthenticationEntryPoint operatorOnly(Problems problems) {
        return (request, response, failure) -> {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Encore operator\"");
            problems.write(request, response, new Refused(Refusal.OPERATOR_REQUIRED));
        };
    }

    private static AuthenticationEntryPoint nothingHere(Problems problems) {
        return (request, response, failure) -> {
            if (isOperators(request)) {
                operatorOnly(problems).commence(request, response, failure);
            } else {
                problems.write(request, response, new Refused(Refusal.NOT_FOUND));
            }
        };
    }

    private static AccessDeniedHandler nothingHereEither(Problems problems) {
        return (request, response, failure) ->
                problems.write(request, response, new Refused(Refusal.NOT_FOUND));
    }

    private static boolean isOperators(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.equals("/api/v1/performances") && request.getMethod().equals("POST")
                || OPERATORS.stream().anyMatch(
                        place -> path.equals(place) || path.startsWith(place + "/"));
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder();
    }

    @Bean
    UserDetailsService operator(PasswordEncoder encoder,
            @Value("${encore.operator.user}") String user,
            @Value("${encore.operator.password}") String password) {
        return new InMemoryUserDetailsManager(User.withUsername(user)
                .password(encoder.encode(password.isEmpty() ? randomPassword(user) : password))
                .roles(OPERATOR)
                .build());
    }

    private static String randomPassword(String user) {
        var bytes = new byte[RANDOM_PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        var password = Base64.getUrlEncoder().encodeToString(bytes);
        log.info("operator \"{}\" has the password {} until the next start"
                + " (set ENCORE_OPERATOR_PASSWORD for one that stays)", user, password);
        return password;
    }
}
