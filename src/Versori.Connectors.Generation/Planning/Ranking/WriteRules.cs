namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Decides which endpoints a requirement allows to be chosen. Reading is the default: an endpoint that writes is chosen
/// only for a verb that writes, with an object that the endpoint acts on.
/// </summary>
internal static class WriteRules
{
    private const double NamedInEndpoint = 0.9, ObjectWeight = 0.9, Meaning = 0.5;

    // A path such as ".../branches/{branch}/protection/restrictions/teams" is about more than teams.
    private const int UnsaidParts = 1;

    /// <summary>Whether the endpoint only reads.</summary>
    public static bool IsRead(IndexedEndpoint endpoint) => endpoint.IsQuery
        ?? endpoint.Endpoint.Method is "GET" or "HEAD" or "QUERY" or "OPTIONS"
        || (endpoint.Endpoint.Method == "POST" && endpoint.Intent is (Intent.List or Intent.Get) && endpoint.IsSearch);

    /// <summary>Whether the clause allows the endpoint to be chosen.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="meant">The terms that the clause may mean.</param>
    /// <param name="endpoint">The endpoint.</param>
    public static bool Allows(Clause clause, IReadOnlySet<string> meant, IndexedEndpoint endpoint)
    {
        if (IsRead(endpoint)) return true;
        if (clause.IsQuestion || clause.IsNegated) return false;
        if (clause.Intent is Intent.List or Intent.Get or Intent.Unknown) return false;
        // "Set up a webinar" is not about a webinar's polls.
        if (endpoint.Leaf.Count > 0 && !endpoint.Leaf.Overlaps(meant)) return false;
        if (endpoint.Within.Count(part => !meant.Contains(part)) > UnsaidParts) return false;
        var isNamed = clause.Action is { } action
            && (endpoint.Terms.GetValueOrDefault(action) >= NamedInEndpoint || IsNamedOtherwise(action, endpoint));
        var isDestructive = endpoint.Endpoint.Method == "DELETE" || endpoint.Intent == Intent.Delete;
        if (isDestructive) return clause.Intent == Intent.Delete && ActsOnObject(clause, endpoint);
        var isAskedFor = clause.Intent is Intent.Create or Intent.Update || isNamed;
        // "Put a thumbs-up on a message" does not write the message: what is only a place is not written.
        if (clause.Subjects.Count > 0 && !IsAboutObject(clause, endpoint)) return false;
        // "Post to the channel" says nothing of groups: without an object, a general verb needs a word of the endpoint.
        var isVague = clause.Subjects.Count == 0 && clause.Action is { } verb && Vocabulary.IsGeneral(verb);
        if (isVague && !Own(endpoint).Overlaps(clause.Terms.Keys)) return false;
        // An endpoint that has the verb's name but is about something else is another operation of that name.
        var isAbout = ActsOnObject(clause, endpoint) || endpoint.Keys.Overlaps(meant);
        return isAskedFor && (isAbout || (isNamed && endpoint.Keys.Count == 0));
    }

    // What the endpoint itself is about must be the verb's object, another word for it, or the verb.
    private static bool IsAboutObject(Clause clause, IndexedEndpoint endpoint)
    {
        var own = Own(endpoint);
        if (own.Count == 0 || own.Overlaps(clause.Subjects)) return true;
        if (clause.Subjects.Any(endpoint.Terms.ContainsKey)) return true;
        // "Add" names no object: ".../members/add" adds members.
        var hasOwnVerb = clause.Action is { } action && !Vocabulary.IsGeneral(action)
            && (own.Contains(action) || IsNamedOtherwise(action, endpoint));
        if (hasOwnVerb) return true;
        return clause.Concepts
            .Where(group => group.Weight >= ObjectWeight)
            .SelectMany(group => group.Members)
            .Any(member => member.Strength >= Meaning && own.Contains(member.Term));
    }

    private static HashSet<string> Own(IndexedEndpoint endpoint) =>
        endpoint.Keys.Except(endpoint.Context, StringComparer.Ordinal)
            .Union(endpoint.Leaf, StringComparer.Ordinal)
            .ToHashSet(StringComparer.Ordinal);

    // "Silence" is known to mean "mute".
    private static bool IsNamedOtherwise(string action, IndexedEndpoint endpoint) =>
        Concepts.Of(action).Any(other => endpoint.Keys.Contains(other.Term) || endpoint.Leaf.Contains(other.Term));

    // "Delete its branch" is about branches, and not about the protection of one.
    private static bool ActsOnObject(Clause clause, IndexedEndpoint endpoint) =>
        clause.Subjects.Count == 0 || endpoint.Keys.Overlaps(clause.Subjects)
        || endpoint.Summary.Overlaps(clause.Subjects);
}
