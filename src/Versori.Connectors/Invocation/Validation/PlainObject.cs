namespace Versori.Connectors.Invocation;

/// <summary>The names of one object that were compared with its schema.</summary>
/// <param name="schema">The schema; <see langword="null"/> if any object is valid.</param>
internal struct PlainObject(PlainSchema? schema)
{
    private ulong _found;

    /// <summary>Whether the value may be an object.</summary>
    public readonly bool IsAllowed => schema?.AcceptsObjects != false;

    /// <summary>Whether the names so far include those that are required.</summary>
    public readonly bool IsComplete => schema is null || (_found & schema.Required) == schema.Required;

    /// <summary>Returns the schema of a property. False if it is not allowed.</summary>
    public bool TryFind(string name, out PlainSchema? property)
    {
        property = null;
        if (schema is null) return true;
        if (schema.Find(name) is not { } found) return !schema.IsClosed;
        _found |= found.Bit;
        property = found.Schema;
        return true;
    }
}
