using Versori.Connectors.Connecting;

namespace Versori.Connectors.Refresh;

/// <summary>What the refreshes of one connection keep between them, in this process.</summary>
internal sealed class RefreshState(TimeProvider time, TimeSpan maximumBackoff)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstRejectionRetry = TimeSpan.FromSeconds(5);

    // Created on first use, because most connections never need them.
    private Backoff? _failures;
    private Backoff? _rejections;
    private PreparedConnection? _unhelpful;
    private Untried? _untried;
    private AuthSnapshot? _snapshot;

    /// <summary>The backoff after transient failures of the token endpoint.</summary>
    public Backoff Failures =>
        LazyInitializer.EnsureInitialized(ref _failures, () => new(time, FirstRetry, maximumBackoff));

    /// <summary>The backoff after replacements for rejected tokens that were rejected as well.</summary>
    public Backoff Rejections =>
        LazyInitializer.EnsureInitialized(ref _rejections, () => new(time, FirstRejectionRetry, maximumBackoff));

    /// <summary>The last transient failure.</summary>
    public ConnectorError? LastFailure { get; set; }

    /// <summary>The rejections of the credential since it was last accepted; <see langword="null"/>: none.</summary>
    public RejectionStreak? Streak { get; set; }

    /// <summary>
    /// Tokens that were obtained and could not be saved. The next refresh saves them: a refresh token that was rotated
    /// exists nowhere else.
    /// </summary>
    public Dictionary<string, UnsavedToken> Unsaved => field ??= new(StringComparer.Ordinal);

    /// <summary>
    /// The methods whose unsaved token is the current one with a new refresh token: it has to be saved, but it is not
    /// the result of a refresh.
    /// </summary>
    public HashSet<string> Rotated => field ??= new(StringComparer.Ordinal);

    /// <summary>
    /// Secrets of tokens whose connection could not be saved. A save whose response was lost may still take effect.
    /// Once a later save has succeeded it no longer can, and the secrets that nothing refers to can be deleted.
    /// </summary>
    public List<SecretReference> LeftBehind => field ??= [];

    /// <summary>Reports a successful refresh, by this process or another: the backoff ends.</summary>
    public void Refreshed()
    {
        Failures.Succeeded();
        LastFailure = null;
    }

    /// <summary>
    /// States the connection that is refreshed, as it is stored. Unsaved tokens are dropped if the credentials were
    /// replaced, or if another process has saved a token since: that one was obtained later.
    /// </summary>
    /// <returns>Whether tokens were dropped.</returns>
    public bool BelongTo(Connection stored)
    {
        var count = Unsaved.Count;
        if (_snapshot is not null && _snapshot != stored.Snapshot)
        {
            Unsaved.Clear();
            Rotated.Clear();
        }

        _snapshot = stored.Snapshot;
        foreach (var (methodId, unsaved) in Unsaved)
        {
            if (stored.FindToken(methodId)?.Secret == unsaved.Replaces) continue;
            Unsaved.Remove(methodId);
            Rotated.Remove(methodId);
        }

        return Unsaved.Count < count;
    }

    /// <summary>Whether an unsaved token is in the store nevertheless: the response to its save was lost.</summary>
    public bool HasSaved(PreparedConnection stored) => Unsaved.Any(unsaved =>
        Array.Exists(stored.Methods, method =>
            method.Method.Id == unsaved.Key && method.Token?.HasSameValues(unsaved.Value.Token) == true));

    /// <summary>Whether this is the first report that these replacement tokens were rejected.</summary>
    public bool MarkUnhelpful(PreparedConnection replacement) =>
        Interlocked.Exchange(ref _unhelpful, replacement) is not { } last || !replacement.HasSameTokens(last);

    /// <summary>States that these replacement tokens were not tried yet.</summary>
    public void MarkUntried(PreparedConnection replacement) =>
        Volatile.Write(ref _untried, new(replacement, time.GetTimestamp()));

    /// <summary>
    /// Whether rejected tokens are replacements that were not tried. Returns it once. Tokens that have been in use for
    /// longer than the maximum backoff count as tried: calls that succeed are not recorded.
    /// </summary>
    public bool TakeUntried(PreparedConnection rejected)
    {
        if (Volatile.Read(ref _untried) is not { } untried || !untried.Tokens.HasSameTokens(rejected)) return false;
        return Interlocked.CompareExchange(ref _untried, null, untried) == untried
            && time.GetElapsedTime(untried.Since) < maximumBackoff;
    }

    private sealed record Untried(PreparedConnection Tokens, long Since)
    {
        public override string ToString() => nameof(Untried);
    }
}
