namespace Versori.Connectors.Invocation;

/// <summary>
/// What the schemas around an alternative know about the same value: the names of properties, so that an alternative
/// that is closed does not refuse them, and the references that were followed, so that none is followed twice.
/// </summary>
internal sealed class KnownNames(KnownNames? outer, HashSet<string> names, HashSet<string>? followed)
{
    public bool Contains(string name) => names.Contains(name) || outer?.Contains(name) == true;

    public bool HasFollowed(string reference) =>
        followed?.Contains(reference) == true || outer?.HasFollowed(reference) == true;
}
