using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Versori.Connectors.Authentication;
using Versori.Connectors.InMemory;
using Versori.Connectors.SignIn;

namespace Versori.Connectors.Tests.SignIn;

/// <summary>RFC 8628 §3.5: the polling interval of a device.</summary>
[Trait("Kind", "Race")]
public sealed class DeviceWaitTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-03-01T12:00:00Z"));
    private int _polls;

    [Fact]
    public async Task Slow_down_adds_five_seconds_to_all_later_intervals()
    {
        var waiting = Wait("slow_down", "authorization_pending", null);
        Assert.Equal(1, _polls);

        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Equal(1, _polls);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(2, _polls);
        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Equal(2, _polls);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.True((await waiting).IsSuccess);
    }

    [Fact]
    public async Task The_interval_doubles_if_the_server_does_not_respond()
    {
        var waiting = Wait("unreachable", null);
        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Equal(1, _polls);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.True((await waiting).IsSuccess);
    }

    [Theory]
    [InlineData("access_denied", ConnectorErrorCode.AuthorizationDenied)]
    [InlineData("expired_token", ConnectorErrorCode.InvalidCallback)]
    [InlineData("invalid_grant", ConnectorErrorCode.CredentialRefused)]
    public async Task A_decision_ends_the_wait(string error, ConnectorErrorCode code) =>
        Assert.Equal(code, (await Wait(error)).Error!.Code);

    [Fact]
    public async Task Cancelling_ends_the_wait_immediately()
    {
        using var giveUp = new CancellationTokenSource();
        var waiting = Wait(giveUp.Token, "authorization_pending");

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private Task<TokenResult> Wait(params string?[] errors) => Wait(CancellationToken.None, errors);

    [Fact]
    public async Task A_poll_before_the_interval_has_passed_sends_nothing_and_one_of_many_callers_has_the_turn()
    {
        var store = new InMemoryPendingSignInStore();
        var pending = Pending();
        await store.AddAsync(pending, default);
        var wait = new DeviceWait(SignIns(store), _time);

        var turns = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => wait.TryBeginAsync(pending, default)));

        var turn = Assert.Single(turns, found => found is not null)!;
        Assert.Null(await wait.TryBeginAsync(turn, default));
        _time.Advance(turn.PollInterval!.Value);
        var slowed = await wait.TryBeginAsync(turn, default);
        await wait.OnceAsync(slowed!, () => Task.FromResult(Result("slow_down")));
        var later = (await store.FindAsync("id", default))!;
        Assert.Equal(turn.PollInterval + TimeSpan.FromSeconds(5), later.PollInterval);
        _time.Advance(turn.PollInterval.Value);
        Assert.Null(await wait.TryBeginAsync(later, default));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.NotNull(await wait.TryBeginAsync(later, default));
    }

    private Task<TokenResult> Wait(CancellationToken cancellationToken, params string?[] errors) =>
        new DeviceWait(pendingSignIns: null!, _time).UntilDecidedAsync(
        Pending(),
        () => Task.FromResult(Result(errors[_polls++])),
        cancellationToken);

    private PendingSignIns SignIns(InMemoryPendingSignInStore store) =>
        new(store, new InMemorySecretStore(), _time, NullLogger<PendingSignIns>.Instance);

    private PendingSignIn Pending() => new()
    {
        Id = "id",
        ConnectorId = ConnectorId.Parse("system"),
        ConnectorVersion = 1,
        Method = new OAuth2Auth { Grant = OAuth2Grant.DeviceCode },
        Name = "acme",
        PollInterval = TimeSpan.FromSeconds(5),
        ExpiresAt = _time.GetUtcNow().AddMinutes(10),
        Secrets = default,
    };

    private TokenResult Result(string? error) => error is null
        ? TokenResult.Success(new Token(new Dictionary<string, string>(), _time.GetUtcNow(), null, []))
        : TokenResult.TransientFailure(new ConnectorError
        {
            Code = error == "unreachable" ? ConnectorErrorCode.Unavailable : ConnectorErrorCode.CredentialRefused,
            Message = error,
            IsTransient = error is "unreachable" or "slow_down",
            Related = error == "unreachable" ? [] : [error],
        });
}
