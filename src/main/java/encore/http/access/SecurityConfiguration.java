package encore.http.access;

import encore.http.EdgeRefusal;
import encore.http.Problems;
import encore.http.Routes;
import encore.kernel.CommonRefusal;
import encore.kernel.Refused;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

import java.util.Arrays;
import java.util.List;

/**
 * The first wall: what is the operator's, what is open to all (the waiting token's gate comes
 * behind), and that everything else does not exist. Addresses are matched decoded, by the very
 * patterns that Spring MVC routes by; the second wall is {@link WhoMayCall}.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String BASIC = "Basic";

    private static final RequestMatcher OPERATORS = new OrRequestMatcher(
            path(HttpMethod.POST, Routes.PERFORMANCES),
            path(HttpMethod.PATCH, Routes.PERFORMANCES + "/*"),
            new AndRequestMatcher(
                    new OrRequestMatcher(
                            path(HttpMethod.GET, Routes.PERFORMANCES + "/*"),
                            path(HttpMethod.POST, Routes.RESERVATIONS + "/*/refunds")),
                    SecurityConfiguration::carriesCredential),
            paths(
                    Routes.PERFORMANCES + "/*/cancellation",
                    Routes.PERFORMANCES + "/*/blocks/**",
                    Routes.OPERATORS + "/**",
                    Routes.PROJECTIONS + "/**",
                    Routes.AUDIT + "/**",
                    Routes.AUDITS + "/**",
                    Routes.STALLED_PAYMENTS + "/**",
                    Routes.METRICS));

    private static final RequestMatcher OPEN = new OrRequestMatcher(
            paths(
                    Routes.TOKENS,
                    Routes.TOKENS + "/me",
                    Routes.PERFORMANCES,
                    Routes.PERFORMANCES + "/*",
                    Routes.PERFORMANCES + "/*/seats",
                    Routes.PERFORMANCES + "/*/seats/events",
                    Routes.PERFORMANCES + "/*/wishes",
                    Routes.PERFORMANCES + "/*/wishes/mine",
                    Routes.WISHES,
                    Routes.RESERVATIONS,
                    Routes.RESERVATIONS + "/*",
                    Routes.RESERVATIONS + "/*/refunds",
                    Routes.POINTS,
                    Routes.POINTS + "/charges",
                    Routes.POINTS + "/history",
                    Routes.PAYMENTS,
                    Routes.PAYMENTS + "/*",
                    Routes.PERFORMANCES + "/*/wishes",
                    Routes.PERFORMANCES + "/*/wishes/mine",
                    Routes.WISHES,
                    Routes.TICKETS,
                    Routes.TICKETS + "/keys",
                    Routes.TICKETS + "/*/qr.svg"),
            path(HttpMethod.GET, Routes.HEALTH),
            path(HttpMethod.GET, "/v3/api-docs/**"),
            path(HttpMethod.GET, "/v3/api-docs.yaml"),
            path(HttpMethod.GET, "/swagger-ui.html"),
            path(HttpMethod.GET, "/swagger-ui/**"));

    /** The one place where a password is checked: no other address makes us do so. */
    @Bean
    @Order(1)
    SecurityFilterChain operators(
            HttpSecurity http,
            OperatorCredential credential,
            AllowedOrigins allowed,
            Problems problems)
            throws Exception {
        AuthenticationEntryPoint refuse = (request, response, failure) -> {
            if (failure.getCause() instanceof Refused tooOften) {
                problems.write(request, response, tooOften);
                return;
            }
            problems.write(request, response, new Refused(EdgeRefusal.OPERATOR_REQUIRED));
        };
        return withoutSessions(http.securityMatcher(OPERATORS))
                .authenticationManager(credential)
                .addFilterBefore(
                        new CrossSiteFilter(allowed, problems), BasicAuthenticationFilter.class)
                .authorizeHttpRequests(calls -> calls.dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll()
                        .anyRequest()
                        .hasAuthority(OperatorCredential.AUTHORITY.getAuthority()))
                .httpBasic(basic -> basic.authenticationEntryPoint(refuse))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(refuse))
                .build();
    }

    /** These calls need no credentials, so no filter that could ask for them is in the way. */
    @Bean
    @Order(2)
    SecurityFilterChain open(HttpSecurity http) throws Exception {
        return withoutSessions(http.securityMatcher(OPEN))
                .securityContext(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .exceptionHandling(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain nothingElse(HttpSecurity http, Problems problems) throws Exception {
        return withoutSessions(http)
                .authorizeHttpRequests(calls -> calls.dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                        (request, response, failure) -> problems.write(
                                request, response, new Refused(CommonRefusal.NOT_FOUND))))
                .build();
    }

    private static HttpSecurity withoutSessions(HttpSecurity http) throws Exception {
        return http.sessionManagement(
                        sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable);
    }

    /** Who sends a name and password (RFC 7617) wants to be the operator. */
    private static boolean carriesCredential(HttpServletRequest request) {
        var credential = request.getHeader(HttpHeaders.AUTHORIZATION);
        return credential != null
                && credential.strip().regionMatches(true, 0, BASIC, 0, BASIC.length());
    }

    private static RequestMatcher path(HttpMethod method, String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
    }

    private static RequestMatcher paths(String... patterns) {
        List<RequestMatcher> all = Arrays.stream(patterns)
                .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
                .toList();
        return new OrRequestMatcher(all);
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
}
