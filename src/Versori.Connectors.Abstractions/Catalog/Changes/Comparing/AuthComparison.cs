using Versori.Connectors.Serialization;

namespace Versori.Connectors.Catalog;

/// <summary>Compares auth methods, and the alternatives that calls need.</summary>
internal static class AuthComparison
{
    private const string Snapshots = "Existing connections keep the method of their snapshots";

    public static void Add(AuthMethod method, ChangeKind kind, string pointer, ChangeLog log)
    {
        if (kind == ChangeKind.Removed)
        {
            log.Add(kind, ChangeImpact.Breaking, pointer, null,
                "The auth method was removed. No new connection can use "
                + $"it. {Snapshots} and go on.");
            return;
        }

        log.Add(kind, ChangeImpact.Compatible, pointer, null, "The auth method was added.");
    }

    public static void Compare(AuthMethod former, AuthMethod method, string pointer, ChangeLog log)
    {
        if (former.GetType() != method.GetType())
        {
            log.Changed(
                ChangeImpact.Breaking,
                pointer,
                "type",
                $"The auth method has another type. {Snapshots}; new ones need other credentials.");
            return;
        }

        foreach (var member in ChangeLog.Members(former, method))
        {
            var place = JsonPointer.Append(pointer, member);
            if (member is "title" or "description" or "availableScopes")
                log.Changed(ChangeImpact.Compatible, place, member, $"Its {member} changed.");
            else if (member == "scopes" && former is OAuth2Auth earlier && method is OAuth2Auth later)
                CompareScopes(earlier.Scopes, later.Scopes, place, member, log);
            else
                log.Changed(
                    ChangeImpact.PossiblyBreaking,
                    place,
                    member,
                    $"Its {member} changed. {Snapshots} until they are upgraded.");
        }
    }

    /// <summary>Compares the alternatives of auth methods that calls of an endpoint need.</summary>
    public static void CompareAlternatives(
        IReadOnlyList<AuthAlternative> before, IReadOnlyList<AuthAlternative> after, string pointer, ChangeLog log)
    {
        var earlier = ByMethods(before);
        var later = ByMethods(after);
        const string place = "authAlternatives";
        if (before.Count == 0 && after.Count > 0)
        {
            log.Changed(
                ChangeImpact.Breaking,
                pointer,
                place,
                $"A call needs one of: {string.Join("; ", later.Keys)}. Any auth method was enough.");
            return;
        }

        foreach (var (methods, former) in earlier)
        {
            if (after.Count == 0) break;
            if (!later.TryGetValue(methods, out var current))
                log.Add(ChangeKind.Removed, ChangeImpact.Breaking, pointer, $"{place}/{methods}",
                    $"It can no longer be called with: {methods}.");
            else
                CompareScopes(former, current, pointer, $"{place}/{methods}", log);
        }

        if (after.Count == 0 && before.Count > 0)
        {
            log.Changed(ChangeImpact.Compatible, pointer, place, "Any auth method is enough.");
            return;
        }

        foreach (var methods in later.Keys.Where(methods => !earlier.ContainsKey(methods)))
            log.Add(ChangeKind.Added, ChangeImpact.Compatible, pointer, $"{place}/{methods}",
                $"It can also be called with: {methods}.");
    }

    // Each set of scopes is an alternative: a connection that has one of them needs the one that is nearest to it.
    private static void CompareScopes(
        List<IReadOnlyList<string>> before,
        List<IReadOnlyList<string>> after,
        string pointer,
        string place,
        ChangeLog log)
    {
        foreach (var scopes in before)
        {
            var nearest = after
                .OrderBy(other => other.Except(scopes, StringComparer.Ordinal).Count())
                .ThenBy(other => scopes.Except(other, StringComparer.Ordinal).Count())
                .First();
            CompareScopes(scopes, nearest, pointer, place, log);
        }
    }

    private static void CompareScopes(
        IReadOnlyList<string> before, IReadOnlyList<string> after, string pointer, string place, ChangeLog log)
    {
        var added = after.Except(before, StringComparer.Ordinal).ToList();
        var removed = before.Except(after, StringComparer.Ordinal).ToList();
        if (added.Count > 0)
            log.Changed(ChangeImpact.Breaking, pointer, place, $"Further scopes are needed: {string.Join(' ', added)}. "
                + "Connections without them must be upgraded, or a person signs in again.");
        if (removed.Count > 0)
            log.Changed(
                ChangeImpact.Compatible, pointer, place, $"Scopes are no longer needed: {string.Join(' ', removed)}.");
    }

    // The sets of scopes that are enough for each combination of methods.
    private static OrderedDictionary<string, List<IReadOnlyList<string>>> ByMethods(
        IReadOnlyList<AuthAlternative> alternatives)
    {
        var found = new OrderedDictionary<string, List<IReadOnlyList<string>>>(StringComparer.Ordinal);
        foreach (var alternative in alternatives)
        {
            var methods = alternative.Methods.Count == 0
                ? "no authentication"
                : string.Join(" + ", alternative.Methods.Order(StringComparer.Ordinal));
            if (!found.TryGetValue(methods, out var scopes)) found.Add(methods, scopes = []);
            scopes.Add(alternative.Scopes);
        }

        return found;
    }
}
