using Versori.Connectors.Expressions;
using Versori.Connectors.Http;

namespace Versori.Connectors.Authentication.SessionToken;

/// <summary>One sign-in or renewal under way: the values so far, and what becomes of them.</summary>
internal sealed class SessionRun
{
    private readonly Dictionary<string, string> _picked;

    public SessionRun(SessionTokenAuth method, AuthSnapshot snapshot, TemplateValues values, IReadOnlyDictionary<string, string>? kept)
    {
        Method = method;
        Snapshot = snapshot;
        Values = values;
        _picked = new(kept ?? new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal);
        // What an earlier session picked is not this one's, unless this one renews it.
        foreach (var pick in SessionRequests.Picks(method)) Values.SetSecret(pick.Name, _picked.TryGetValue(pick.Name, out var old) ? new Secret(old) : null);
    }

    public SessionTokenAuth Method { get; }

    public AuthSnapshot Snapshot { get; }

    public TemplateValues Values { get; }

    /// <summary>The fields that a credential need not have.</summary>
    public IReadOnlySet<string> OptionalFields => field ??= Method.Fields.Where(declared => !declared.Required).Select(declared => declared.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>What presents the connection's client certificate, where it has one.</summary>
    public ClientTransport? Transport { get; init; }

    /// <summary>What was picked so far.</summary>
    public IReadOnlyDictionary<string, string> Picked => _picked;

    /// <summary>Whether a value is known already, from the session that is renewed.</summary>
    public bool Has(string name) => _picked.ContainsKey(name);

    public void Pick(string name, string value)
    {
        _picked[name] = value;
        Values.SetSecret(name, new Secret(value));
    }

    /// <summary>The session, once all requests have succeeded.</summary>
    public TokenResult Complete(DateTimeOffset now)
    {
        if (!SessionLifetimes.TryRead(Method.Lifetime, _picked, now, out var expiresAt))
        {
            return SessionErrors.NotUnderstood(Method, Method.Lifetime!.Picked!, $"The picked value '{Method.Lifetime.Picked}' is not a lifetime in the unit {Method.Lifetime.Unit}.");
        }

        try
        {
            // A session that cannot stand where it has to go is found out before it replaces one that can.
            foreach (var placement in Method.Placements) PlacementAuthenticators.Prepare(placement, Values);
        }
        catch (ConnectorException exception)
        {
            return SessionErrors.NotUnderstood(Method, exception.Error.Location ?? "", $"What was picked cannot be put on requests. {exception.Error.Message}");
        }

        // A lifetime is no credential: kept as one, "60" would be redacted wherever it stands.
        if (Method.Lifetime?.Picked is { } lifetime && !IsUsed(lifetime)) _picked.Remove(lifetime);
        return TokenResult.Success(new Token(_picked, now, expiresAt, scopes: []));
    }

    private bool IsUsed(string name) =>
        Method.Placements.Any(placement => TextTemplate.Parse(placement.Value).Names.Contains(name, StringComparer.Ordinal))
        || SessionRequests.All(Method).SelectMany(placed => SessionRequests.Templates(placed.Pointer, placed.Request))
            .Any(use => TextTemplate.Parse(use.Text).Names.Contains(name, StringComparer.Ordinal));
}
