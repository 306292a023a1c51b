using System.Collections.Frozen;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Decides which endpoints a requirement allows to be chosen. Reading is the default: an endpoint that writes is chosen
/// only for a verb that writes, with an object that the endpoint acts on.
/// </summary>
internal static class WriteRules
{
    private const double NamedInEndpoint = 0.9;

    private static readonly string Logging = Vocabulary.Term("log");

    // What can be done with things of any kind.
    private static readonly FrozenSet<string> OfAnything =
        "submit send close start stop run cancel complete confirm approve accept finish continue end"
            .Split(' ')
            .Select(Vocabulary.Term)
            .ToFrozenSet(StringComparer.Ordinal);

    // A path such as ".../branches/{branch}/protection/restrictions/teams" is about more than teams.
    private const int UnsaidParts = 1;

    /// <summary>Whether the endpoint only reads.</summary>
    public static bool IsRead(IndexedEndpoint endpoint) => endpoint.IsQuery
        ?? endpoint.Endpoint.Method is "GET" or "HEAD" or "QUERY" or "OPTIONS"
        || (endpoint.Endpoint.Method == "POST" && endpoint.Intent is (Intent.List or Intent.Get) && endpoint.IsSearch);

    /// <summary>Whether the clause allows an endpoint that writes to be chosen.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="meant">The terms that the clause may mean.</param>
    /// <param name="things">The words for the clause's object (<see cref="WriteObjects.ThingsOf"/>).</param>
    /// <param name="objects">The terms that it may mean (<see cref="WriteObjects.TermsOf"/>).</param>
    /// <param name="endpoint">The endpoint.</param>
    public static bool Allows(
        Clause clause,
        IReadOnlySet<string> meant,
        IReadOnlySet<string> things,
        IReadOnlySet<string> objects,
        IndexedEndpoint endpoint)
    {
        if (clause.IsQuestion || clause.IsNegated) return false;
        if (clause.Intent is Intent.List or Intent.Get or Intent.Unknown) return false;
        // "Set up a webinar" is not about a webinar's polls.
        if (endpoint.Leaf.Count > 0 && !endpoint.Leaf.Overlaps(meant)) return false;
        if (endpoint.Within.Count(part => !meant.Contains(part)) > UnsaidParts) return false;
        var isNamed = clause.Action is { } action
            && (endpoint.Terms.GetValueOrDefault(action) >= NamedInEndpoint || IsNamedOtherwise(action, endpoint));
        var isDestructive = endpoint.Endpoint.Method == "DELETE" || endpoint.Intent == Intent.Delete;
        // "Take them out of the order" does not say what they are, and cancels no order.
        if (isDestructive)
            return clause.Intent == Intent.Delete && (things.Count > 0 ? ActsOn(things, endpoint) : isNamed);
        if (DoesOtherThing(clause, endpoint, isNamed)) return false;
        var isAskedFor = clause.Intent is Intent.Create or Intent.Update || isNamed;
        // "Put a thumbs-up on a message" does not write the message: what is only a place is not written.
        if (objects.Count > 0 && !IsAboutObject(clause, objects, endpoint)) return false;
        // "Post to the channel" says nothing of groups: without an object, a general verb needs a word of the endpoint.
        var isVague = objects.Count == 0 && clause.Action is { } verb && Vocabulary.IsGeneral(verb);
        if (isVague && !Own(endpoint).Overlaps(clause.Terms.Keys)) return false;
        // "Attach to the page of the meeting" does not write a meeting.
        if (objects.Count == 0 && !isVague && !isNamed && clause.Action is not null) return false;
        // "Fill in the details" submits no dispute.
        var isOfOther = objects.Count == 0 && clause.Action is { } done && OfAnything.Contains(done)
            && endpoint.Keys.Any(key => key != clause.Action)
            && !endpoint.Keys.Any(key => IsMeantBesideVerb(key, clause));
        if (isOfOther) return false;
        // "Request two days off" is no merge request.
        if (objects.Count == 0 && endpoint.Leaf.Any(part => !meant.Contains(part))) return false;
        // An endpoint that has the verb's name but is about something else is another operation of that name.
        var isAbout = ActsOn(objects, endpoint) || endpoint.Keys.Overlaps(meant);
        return isAskedFor && (isAbout || (isNamed && endpoint.Keys.Count == 0));
    }

    private static bool IsMeantBesideVerb(string key, Clause clause) => clause.Concepts
        .Where(group => group.Own != clause.Action)
        .Any(group => group.Members.Any(member => member.Term == key));

    // What the endpoint itself is about must be the verb's object, another word for it, or only the verb.
    private static bool IsAboutObject(Clause clause, IReadOnlySet<string> objects, IndexedEndpoint endpoint)
    {
        var own = Own(endpoint);
        if (own.Count == 0 || own.Overlaps(objects) || IsInSummary(objects, endpoint)) return true;
        // "Close a job posting" has all the words of "the job posting".
        var hasAll = own.Overlaps(clause.Subjects)
            && clause.Heads.All(head => endpoint.Terms.GetValueOrDefault(head) >= NamedInEndpoint);
        if (hasAll) return true;
        if (clause.Action is not { } action || Vocabulary.IsGeneral(action)) return false;
        // "/files/copy" copies files, and "/refunds" is nothing but the verb.
        var verbs = Concepts.Of(action).Select(other => other.Term).Append(action).ToHashSet(StringComparer.Ordinal);
        if (!clause.IsKnownVerb && !endpoint.First.Overlaps(verbs)) return false;
        var isOnlyVerb = endpoint.Leaf.Overlaps(verbs)
            && own.All(part => verbs.Contains(part) || endpoint.Leaf.Contains(part));
        if (!isOnlyVerb) return false;
        // "Restore points" may be points, and "/reviews/{id}" changes a review that is there.
        if (endpoint.IsOfOne && !endpoint.First.Overlaps(verbs)) return false;
        return !clause.IsBare || endpoint.Keys.All(verbs.Contains) || endpoint.Keys.Overlaps(objects);
    }

    // "Publish" does not restore, "close" does not create, and "send an email" does not log one.
    private static bool DoesOtherThing(Clause clause, IndexedEndpoint endpoint, bool isNamed)
    {
        if (clause.Action is not { } action) return false;
        var isSent = Vocabulary.IsSending(action) || Vocabulary.IsNotifying(action);
        if (isSent && endpoint.First.Contains(Logging) && action != Logging) return true;
        if (isNamed) return false;
        var isOther = endpoint.Operation is { } operation && operation != action
            && !Means(clause, action, operation);
        if (isOther) return true;
        return clause.Intent == Intent.Update && endpoint.Intent == Intent.Create && !Vocabulary.IsGeneral(action);
    }

    // Other words may stand for the operation: "give the money back" is a refund, "nine stars" are a rating. An
    // "approved absence" is not to be approved.
    private static bool Means(Clause clause, string action, string operation) => clause.Concepts
        .Where(group => group.Own != operation || group.Own == action)
        .Any(group => group.Members.Any(member => member.Term == operation));

    private static HashSet<string> Own(IndexedEndpoint endpoint) =>
        endpoint.Keys.Except(endpoint.Context, StringComparer.Ordinal)
            .Union(endpoint.Leaf, StringComparer.Ordinal)
            .ToHashSet(StringComparer.Ordinal);

    // "Silence" is known to mean "mute".
    private static bool IsNamedOtherwise(string action, IndexedEndpoint endpoint) =>
        Concepts.Of(action).Any(other => endpoint.Keys.Contains(other.Term) || endpoint.Leaf.Contains(other.Term));

    // "Delete its branch" is about branches, and not about the protection of one.
    private static bool ActsOn(IReadOnlySet<string> objects, IndexedEndpoint endpoint) =>
        objects.Count == 0 || endpoint.Keys.Overlaps(objects) || IsInSummary(objects, endpoint);

    // "Book a room" is no operation on books.
    private static bool IsInSummary(IReadOnlySet<string> objects, IndexedEndpoint endpoint) =>
        endpoint.Summary.Any(term => objects.Contains(term) && term != endpoint.Verb);
}
