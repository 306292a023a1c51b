using Versori.Connectors.Expressions;
using Versori.Connectors.Http;

namespace Versori.Connectors.Authentication.SessionToken;

/// <summary>One sign-in or refresh in progress: the values extracted so far, and the session that results.</summary>
internal sealed class SessionRun
{
    private readonly Dictionary<string, string> _extracted;

    /// <param name="method">The method.</param>
    /// <param name="snapshot">The connection's snapshot.</param>
    /// <param name="values">The values for expressions. Extracted values are added.</param>
    /// <param name="kept">
    /// The values of the session that is refreshed or ended; <see langword="null"/> for a sign-in.
    /// </param>
    public SessionRun(
        SessionTokenAuth method,
        AuthSnapshot snapshot,
        ExpressionValues values,
        IReadOnlyDictionary<string, string>? kept)
    {
        Method = method;
        Snapshot = snapshot;
        Values = values;
        _extracted = kept is null ? new(StringComparer.Ordinal) : new(kept, StringComparer.Ordinal);
        // A sign-in does not use the extracted values of an earlier session. A refresh does.
        foreach (var name in SessionRequests.ExtractedValues(method).Select(extracted => extracted.Name))
        {
            Values.SetSecret(name, _extracted.TryGetValue(name, out var value) ? new Secret(value) : null);
        }
    }

    public SessionTokenAuth Method { get; }

    public AuthSnapshot Snapshot { get; }

    public ExpressionValues Values { get; }

    /// <summary>The credential's optional fields.</summary>
    public IReadOnlySet<string> OptionalFields => field ??= Method.Fields
        .Where(declared => !declared.Required)
        .Select(declared => declared.Name)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The transport that presents the connection's client certificate, if it has one.</summary>
    public ClientTransport? Transport { get; init; }

    /// <summary>The values extracted so far.</summary>
    public IReadOnlyDictionary<string, string> Extracted => _extracted;

    /// <summary>Whether a value is known, from this run or from the session that is refreshed.</summary>
    public bool HasValue(string name) => _extracted.ContainsKey(name);

    public void SetValue(string name, string value)
    {
        _extracted[name] = value;
        Values.SetSecret(name, new Secret(value));
    }

    /// <summary>Returns the session after all requests have succeeded.</summary>
    public TokenResult Complete(DateTimeOffset now)
    {
        if (!SessionLifetimes.TryRead(Method.Lifetime, _extracted, now, out var expiresAt))
        {
            var lifetime = Method.Lifetime!;
            return SessionErrors.InvalidResponse(
                Method,
                lifetime.ExtractedValue!,
                $"The extracted value '{lifetime.ExtractedValue}' is not a lifetime in the unit {lifetime.Unit}.");
        }

        if (PlacementProblem() is { } problem) return problem;
        RemoveLifetime();
        return TokenResult.Success(new Token(_extracted, now, expiresAt, scopes: []));
    }

    // A session that cannot be placed on requests must not replace one that can.
    private TokenResult? PlacementProblem()
    {
        try
        {
            foreach (var placement in Method.Placements) PlacementAuthenticators.Prepare(placement, Values);
            return null;
        }
        catch (ConnectorException exception)
        {
            return SessionErrors.InvalidResponse(
                Method,
                exception.Error.Location ?? "",
                $"The extracted values cannot be placed on requests. {exception.Error.Message}");
        }
    }

    // A lifetime is not a credential. If it were kept as one, its text (such as "60") would be redacted everywhere.
    private void RemoveLifetime()
    {
        if (Method.Lifetime?.ExtractedValue is { } name && !IsUsed(name)) _extracted.Remove(name);
    }

    private bool IsUsed(string name) =>
        Method.Placements.Any(placement => Uses(placement.Value, name))
        || SessionRequests.All(Method)
            .SelectMany(item => SessionRequests.Templates(item.Pointer, item.Request))
            .Any(use => Uses(use.Text, name));

    private static bool Uses(string expression, string name) =>
        TextExpression.Parse(expression).Names.Contains(name, StringComparer.Ordinal);
}
