using Versori.Connectors.Authentication;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Refresh;

/// <summary>What the renewals of one connection remember from one to the next, in this process.</summary>
internal sealed class RenewalState(TimeProvider time, TimeSpan maximumBackoff)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstRejectionRetry = TimeSpan.FromSeconds(5);

    // Most connections never need them.
    private Backoff? _failures;
    private Backoff? _rejections;
    private PreparedConnection? _unhelpful;
    private AuthSnapshot? _snapshot;

    /// <summary>Transient failures of the token endpoint.</summary>
    public Backoff Failures => LazyInitializer.EnsureInitialized(ref _failures, () => new(time, FirstRetry, maximumBackoff));

    /// <summary>Replacements for rejected tokens that were rejected as well.</summary>
    public Backoff Rejections => LazyInitializer.EnsureInitialized(ref _rejections, () => new(time, FirstRejectionRetry, maximumBackoff));

    /// <summary>The last transient failure.</summary>
    public ConnectorError? LastFailure { get; set; }

    /// <summary>
    /// Tokens that were obtained and could not be saved. They are saved by the next renewal: a refresh token that was
    /// rotated exists nowhere else.
    /// </summary>
    public Dictionary<string, Token> Unsaved => field ??= new(StringComparer.Ordinal);

    /// <summary>
    /// Secrets that were written for tokens whose connection could not be saved. A save whose answer was lost may still
    /// land; once another one has, it cannot any more, and what nothing refers to then can go.
    /// </summary>
    public List<SecretReference> LeftBehind => field ??= [];

    /// <summary>Whoever connected again meanwhile has other credentials: unsaved tokens of the old ones are dropped.</summary>
    public void BelongTo(AuthSnapshot snapshot)
    {
        if (_snapshot is not null && _snapshot != snapshot) Unsaved.Clear();
        _snapshot = snapshot;
    }

    /// <summary>Whether this is the first time that these replacement tokens are found to be rejected.</summary>
    public bool MarkUnhelpful(PreparedConnection replacement) =>
        Interlocked.Exchange(ref _unhelpful, replacement) is not { } last || !replacement.HasSameTokens(last);
}
