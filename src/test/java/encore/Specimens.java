package encore;

import encore.concert.Appointed;
import encore.concert.PerformanceCommand.CancelPerformance;
import encore.concert.PerformanceCommand.ChangePerformance;
import encore.concert.PerformanceCommand.SchedulePerformance;
import encore.concert.PerformanceId;
import encore.concert.PerformanceStatus;
import encore.concert.Price;
import encore.concert.RowLabel;
import encore.concert.Section;
import encore.concert.SectionName;
import encore.concert.Title;
import encore.concert.Venue;
import encore.kernel.Command;
import encore.kernel.Commands;
import encore.kernel.Operator;
import encore.kernel.PaymentId;
import encore.kernel.Reason;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.point.ChargeId;
import encore.point.PointAccountCommand.ChargePoint;
import encore.point.PointAccountCommand.DeductPoint;
import encore.point.PointAccountCommand.RefundPoint;
import encore.reservation.AllowanceCommand.RegainAllowance;
import encore.reservation.AllowanceCommand.ReturnAllowance;
import encore.reservation.AllowanceCommand.SpendAllowance;
import encore.reservation.AllowanceCommand.TakeAllowance;
import encore.reservation.AllowanceId;
import encore.reservation.ReservationCommand.CancelReservation;
import encore.reservation.ReservationCommand.ConfirmPayment;
import encore.reservation.ReservationCommand.ExpireReservation;
import encore.reservation.ReservationCommand.Pay;
import encore.reservation.ReservationCommand.RejectPayment;
import encore.reservation.ReservationCommand.RejectionReason;
import encore.reservation.ReservationId;
import encore.reservation.SeatCommand.PlaceSeat;
import encore.reservation.SeatCommand.ReleaseSeat;
import encore.reservation.SeatCommand.ReserveSeat;
import encore.reservation.SeatCommand.SellSeat;
import encore.reservation.SeatId;
import encore.waiting.WaitingTokenCommand.ActivateToken;
import encore.waiting.WaitingTokenCommand.ExpireToken;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import encore.waiting.WaitingTokenCommand.IssueToken;
import encore.waiting.WaitingTokenCommand.LeaveLine;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** A good command of each kind, about something that is there. */
class Specimens {

    private static final Operator OPERATOR = new Operator("olga");
    private static final Reason REASON = new Reason("The hall has changed");

    private final Commands commands;
    private final Clock clock;
    private final Map<Class<?>, Record> made = new HashMap<>();
    private final Map<Class<?>, Supplier<Record>> makers = Map.ofEntries(
            Map.entry(IssueToken.class, () -> new IssueToken(user(), new TokenId(id()))),
            Map.entry(ActivateToken.class, () -> {
                var issued = issued();
                return new ActivateToken(issued.user(), issued.token(), tomorrow());
            }),
            Map.entry(ExpireToken.class, () -> {
                var issued = issued();
                return new ExpireToken(issued.user(), issued.token(), ExpiryReason.PAID);
            }),
            Map.entry(LeaveLine.class, () -> {
                var issued = issued();
                return new LeaveLine(issued.user(), issued.token());
            }),
            Map.entry(SchedulePerformance.class, this::performance),
            Map.entry(ChangePerformance.class, () -> change(scheduled())),
            Map.entry(
                    CancelPerformance.class,
                    () -> new CancelPerformance(scheduled(), OPERATOR, REASON)),
            Map.entry(PlaceSeat.class, () -> place(scheduled())),
            Map.entry(ReserveSeat.class, () -> reserve(placed())),
            Map.entry(ReleaseSeat.class, () -> {
                var held = held();
                return new ReleaseSeat(held.seat(), held.reservation());
            }),
            Map.entry(SellSeat.class, () -> {
                var held = held();
                return new SellSeat(held.seat(), held.reservation(), new PaymentId(id()));
            }),
            Map.entry(CancelReservation.class, () -> {
                var held = held();
                return new CancelReservation(held.reservation(), held.user());
            }),
            Map.entry(ExpireReservation.class, () -> new ExpireReservation(held().reservation())),
            Map.entry(Pay.class, () -> pay(held())),
            Map.entry(ConfirmPayment.class, () -> {
                var paying = paying();
                return new ConfirmPayment(paying.reservation(), paying.payment());
            }),
            Map.entry(RejectPayment.class, () -> {
                var paying = paying();
                return new RejectPayment(
                        paying.reservation(),
                        paying.payment(),
                        RejectionReason.INSUFFICIENT_POINTS,
                        0);
            }),
            Map.entry(TakeAllowance.class, this::take),
            Map.entry(SpendAllowance.class, this::spend),
            Map.entry(RegainAllowance.class, this::regain),
            Map.entry(ReturnAllowance.class, this::giveBack),
            Map.entry(ChargePoint.class, () -> new ChargePoint(user(), new ChargeId(id()), 1)),
            Map.entry(DeductPoint.class, () -> {
                var paying = paying();
                return new DeductPoint(paying.user(), paying.payment(), 1);
            }),
            Map.entry(RefundPoint.class, () -> {
                var paying = paying();
                return new RefundPoint(paying.user(), paying.payment());
            }));

    Specimens(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    /** The records of every sealed interface of the house that is called a command. */
    @SuppressWarnings("unchecked")
    static List<Class<Record>> everyCommand() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Command.class));
        var all = scanner.findCandidateComponents("encore").stream()
                .<Class<Record>>map(found -> (Class<Record>) named(found.getBeanClassName()))
                .toList();
        assertThat(all).hasSizeGreaterThan(15);
        return all;
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    static Object[] partsOf(Record command) {
        return Stream.of(command.getClass().getRecordComponents())
                .map(part -> {
                    try {
                        return part.getAccessor().invoke(command);
                    } catch (ReflectiveOperationException e) {
                        throw new AssertionError(e);
                    }
                })
                .toArray();
    }

    /** One to look at. */
    Record of(Class<? extends Record> type) {
        return made.computeIfAbsent(type, this::fresh);
    }

    /** One to send. */
    Record fresh(Class<?> type) {
        assertThat(makers).as("a good one of every command").containsKey(type);
        return makers.get(type).get();
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static UserId user() {
        return new UserId(id());
    }

    private Instant tomorrow() {
        return clock.instant().plus(Duration.ofDays(1));
    }

    private IssueToken issued() {
        var issue = new IssueToken(user(), new TokenId(id()));
        commands.send(issue);
        return issue;
    }

    private SchedulePerformance performance() {
        return new SchedulePerformance(
                new PerformanceId(id()),
                new Title("Piano Night"),
                new Venue("Cellar"),
                tomorrow(),
                ZoneId.of("Asia/Seoul"),
                List.of(new Section(new SectionName("Floor"), 1, 1, new Price(1))));
    }

    private PerformanceId scheduled() {
        var performance = performance();
        commands.send(performance);
        return performance.performance();
    }

    private ChangePerformance change(PerformanceId performance) {
        return new ChangePerformance(
                performance,
                new Title("Violin Night"),
                new Venue("Attic"),
                tomorrow(),
                new Appointed(clock.instant()),
                Appointed.NEVER,
                Appointed.NEVER,
                PerformanceStatus.CLOSED,
                OPERATOR,
                REASON);
    }

    private PlaceSeat place(PerformanceId performance) {
        return new PlaceSeat(
                new SeatId(id()),
                performance,
                new SectionName("Floor"),
                1,
                1,
                new Price(1),
                tomorrow(),
                new RowLabel("A"),
                0.0,
                0.0);
    }

    private PlaceSeat placed() {
        var seat = place(scheduled());
        commands.send(seat);
        return seat;
    }

    private static ReserveSeat reserve(PlaceSeat seat) {
        return new ReserveSeat(seat.seat(), new ReservationId(id()), user());
    }

    private ReserveSeat held() {
        var hold = reserve(placed());
        commands.send(hold);
        return hold;
    }

    private static AllowanceId allowance() {
        return new AllowanceId(new PerformanceId(id()), user());
    }

    private TakeAllowance take() {
        return new TakeAllowance(allowance(), new ReservationId(id()), tomorrow());
    }

    private SpendAllowance spend() {
        return new SpendAllowance(allowance(), new ReservationId(id()), new PaymentId(id()));
    }

    private RegainAllowance regain() {
        var spent = spend();
        commands.send(spent);
        return new RegainAllowance(
                spent.allowance(), spent.reservation(), spent.payment(), tomorrow());
    }

    private ReturnAllowance giveBack() {
        var taken = take();
        commands.send(taken);
        return new ReturnAllowance(taken.allowance(), taken.reservation());
    }

    private static Pay pay(ReserveSeat hold) {
        return new Pay(hold.reservation(), new PaymentId(id()), hold.user(), new TokenId(id()));
    }

    private Pay paying() {
        var pay = pay(held());
        commands.send(pay);
        return pay;
    }
}
