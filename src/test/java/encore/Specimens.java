package encore;

import encore.concert.PerformanceCommand.CancelPerformance;
import encore.concert.PerformanceCommand.ChangePerformance;
import encore.concert.PerformanceCommand.SchedulePerformance;
import encore.kernel.Command;
import encore.kernel.Commands;
import encore.kernel.PaymentId;
import encore.kernel.TokenId;
import encore.point.ChargeId;
import encore.point.PointAccountCommand.ChargePoint;
import encore.point.PointAccountCommand.DeductPoint;
import encore.point.PointAccountCommand.RefundPoint;
import encore.reservation.AllowanceCommand.RegainAllowance;
import encore.reservation.AllowanceCommand.ReturnAllowance;
import encore.reservation.AllowanceCommand.SpendAllowance;
import encore.reservation.AllowanceCommand.TakeAllowance;
import encore.reservation.BlockCommand.BlockSeats;
import encore.reservation.RejectionReason;
import encore.reservation.ReservationCommand.CancelReservation;
import encore.reservation.ReservationCommand.ConfirmPayment;
import encore.reservation.ReservationCommand.ExpireReservation;
import encore.reservation.ReservationCommand.OpenReservation;
import encore.reservation.ReservationCommand.Pay;
import encore.reservation.ReservationCommand.RefundReservation;
import encore.reservation.ReservationCommand.RejectPayment;
import encore.reservation.ReservationCommand.SellSeats;
import encore.reservation.SeatCommand.BlockSeat;
import encore.reservation.SeatCommand.PlaceSeat;
import encore.reservation.SeatCommand.ReleaseSeat;
import encore.reservation.SeatCommand.ReserveSeat;
import encore.reservation.SeatCommand.SellSeat;
import encore.reservation.SeatCommand.UnblockSeat;
import encore.waiting.WaitingTokenCommand.ActivateToken;
import encore.waiting.WaitingTokenCommand.ExpireToken;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import encore.waiting.WaitingTokenCommand.ExtendToken;
import encore.waiting.WaitingTokenCommand.GrantToken;
import encore.waiting.WaitingTokenCommand.IssueToken;
import encore.waiting.WaitingTokenCommand.LeaveLine;
import encore.waiting.WaitingTokenCommand.RegainToken;
import encore.waiting.WaitingTokenCommand.SpendToken;
import encore.wish.WishCommand.ConsiderWish;
import encore.wish.WishCommand.LapseReason;
import encore.wish.WishCommand.LapseWish;
import encore.wish.WishCommand.MakeWish;
import encore.wish.WishCommand.OfferWish;
import encore.wish.WishCommand.TakeWish;
import encore.wish.WishCommand.WithdrawWish;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** A good command of each kind, about something that is there. */
class Specimens {

    private final Map<Class<?>, Record> made = new HashMap<>();
    private final Map<Class<?>, Supplier<Record>> makers;

    Specimens(Commands commands, Clock clock) {
        this.makers = makers(commands, new Staged(commands, clock));
    }

    private static Map<Class<?>, Supplier<Record>> makers(Commands commands, Staged staged) {
        var all = new HashMap<>(LineSpecimens.makers(commands, staged));
        all.putAll(Map.ofEntries(
                Map.entry(
                        IssueToken.class,
                        () -> new IssueToken(Staged.user(), new TokenId(Staged.id()))),
                Map.entry(ActivateToken.class, () -> {
                    var issued = staged.issued();
                    return new ActivateToken(issued.user(), issued.token(), staged.tomorrow());
                }),
                Map.entry(ExpireToken.class, () -> {
                    var issued = staged.issued();
                    return new ExpireToken(issued.user(), issued.token(), ExpiryReason.PAID);
                }),
                Map.entry(ExtendToken.class, () -> {
                    var inside = staged.inside();
                    return new ExtendToken(inside.user(), inside.token(), staged.tomorrow());
                }),
                Map.entry(SpendToken.class, () -> {
                    var inside = staged.inside();
                    return new SpendToken(
                            inside.user(), inside.token(), new PaymentId(Staged.id()));
                }),
                Map.entry(RegainToken.class, () -> {
                    var inside = staged.inside();
                    var payment = new PaymentId(Staged.id());
                    commands.send(new SpendToken(inside.user(), inside.token(), payment));
                    return new RegainToken(inside.user(), inside.token(), payment);
                }),
                Map.entry(GrantToken.class, () -> {
                    var issued = staged.issued();
                    return new GrantToken(issued.user(), issued.token(), staged.tomorrow());
                }),
                Map.entry(MakeWish.class, Staged::wish),
                Map.entry(
                        WithdrawWish.class,
                        () -> new WithdrawWish(staged.wished().wisher())),
                Map.entry(ConsiderWish.class, () -> {
                    var wished = staged.wished();
                    return new ConsiderWish(wished.wisher(), wished.wish());
                }),
                Map.entry(OfferWish.class, () -> staged.offer(staged.wished())),
                Map.entry(TakeWish.class, () -> {
                    var offer = staged.offer(staged.wished());
                    commands.send(offer);
                    return new TakeWish(offer.wisher(), offer.reservation());
                }),
                Map.entry(LapseWish.class, () -> {
                    var wished = staged.wished();
                    return new LapseWish(wished.wisher(), wished.wish(), LapseReason.SEAT_LIMIT);
                }),
                Map.entry(LeaveLine.class, () -> {
                    var issued = staged.issued();
                    return new LeaveLine(issued.user(), issued.token());
                }),
                Map.entry(SchedulePerformance.class, staged::performance),
                Map.entry(ChangePerformance.class, () -> staged.change(staged.scheduled())),
                Map.entry(
                        CancelPerformance.class,
                        () -> new CancelPerformance(
                                staged.scheduled(), Staged.OPERATOR, Staged.REASON)),
                Map.entry(PlaceSeat.class, () -> staged.place(staged.scheduled())),
                Map.entry(ReserveSeat.class, () -> staged.reserve(staged.placed())),
                Map.entry(ReleaseSeat.class, () -> {
                    var reserved = staged.reserved();
                    return new ReleaseSeat(
                            reserved.seat(), reserved.reservation(), staged.tomorrow());
                }),
                Map.entry(SellSeat.class, () -> {
                    var reserved = staged.reserved();
                    return new SellSeat(
                            reserved.seat(),
                            reserved.reservation(),
                            new PaymentId(Staged.id()),
                            true);
                }),
                Map.entry(BlockSeat.class, () -> Staged.block(staged.placed())),
                Map.entry(BlockSeats.class, () -> {
                    var placed = staged.placed();
                    return new BlockSeats(
                            placed.performance(),
                            List.of(placed.seat()),
                            Staged.OPERATOR,
                            Staged.REASON);
                }),
                Map.entry(UnblockSeat.class, () -> {
                    var block = Staged.block(staged.placed());
                    commands.send(block);
                    return new UnblockSeat(block.seat(), Staged.OPERATOR, Staged.REASON);
                }),
                Map.entry(OpenReservation.class, staged::open),
                Map.entry(CancelReservation.class, () -> {
                    var held = staged.held();
                    return new CancelReservation(held.reservation(), held.user());
                }),
                Map.entry(
                        ExpireReservation.class,
                        () -> new ExpireReservation(staged.held().reservation())),
                Map.entry(Pay.class, () -> Staged.pay(staged.held())),
                Map.entry(SellSeats.class, () -> {
                    var paying = staged.paying();
                    return new SellSeats(paying.reservation(), paying.payment());
                }),
                Map.entry(RefundReservation.class, staged::refund),
                Map.entry(ConfirmPayment.class, () -> {
                    var paying = staged.paying();
                    return new ConfirmPayment(paying.reservation(), paying.payment());
                }),
                Map.entry(RejectPayment.class, () -> {
                    var paying = staged.paying();
                    return new RejectPayment(
                            paying.reservation(),
                            paying.payment(),
                            RejectionReason.INSUFFICIENT_POINTS,
                            0L);
                }),
                Map.entry(TakeAllowance.class, staged::take),
                Map.entry(SpendAllowance.class, staged::spend),
                Map.entry(RegainAllowance.class, staged::regain),
                Map.entry(ReturnAllowance.class, staged::giveBack),
                Map.entry(
                        ChargePoint.class,
                        () -> new ChargePoint(Staged.user(), new ChargeId(Staged.id()), 1)),
                Map.entry(DeductPoint.class, () -> {
                    var paying = staged.paying();
                    return new DeductPoint(paying.user(), paying.payment(), 1);
                }),
                Map.entry(RefundPoint.class, () -> {
                    var paying = staged.paying();
                    return new RefundPoint(paying.user(), paying.payment());
                })));
        return all;
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
}
