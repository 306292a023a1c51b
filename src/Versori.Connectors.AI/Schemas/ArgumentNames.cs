using Versori.Connectors.AI.Naming;

namespace Versori.Connectors.AI.Schemas;

/// <summary>The names of one object as a model sees them, with the way back to the names on the wire.</summary>
internal sealed class ArgumentNames
{
    private readonly Dictionary<string, (string Original, ArgumentNames Value)> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byOriginal = new(StringComparer.Ordinal);

    /// <summary>The names of the items of an array.</summary>
    public ArgumentNames? Items { get; private set; }

    /// <summary>The names of the values whose own names are free.</summary>
    public ArgumentNames? Rest { get; private set; }

    /// <summary>Assigns names to the properties of an object, beside those that have been assigned.</summary>
    public void Add(IEnumerable<string> originals)
    {
        var unknown = originals.Where(original => !_byOriginal.ContainsKey(original)).ToList();
        if (unknown.Count == 0) return;
        foreach (var (original, name) in LegalNames.Assign(unknown, _byName.Keys))
        {
            _byName[name] = (original, new());
            _byOriginal[original] = name;
        }
    }

    /// <summary>The name that a model sees for a property.</summary>
    public string NameOf(string original) => _byOriginal.GetValueOrDefault(original, original);

    /// <summary>The name on the wire and the names below it; the name itself if it was not assigned.</summary>
    public (string Original, ArgumentNames? Value) Find(string name) =>
        _byName.TryGetValue(name, out var found) ? found : (name, Rest);

    /// <summary>The names below a property.</summary>
    public ArgumentNames Below(string original) => _byName[_byOriginal[original]].Value;

    /// <summary>The names of the items of an array.</summary>
    public ArgumentNames BelowItems() => Items ??= new();

    /// <summary>The names of the values whose own names are free.</summary>
    public ArgumentNames BelowRest() => Rest ??= new();
}
