using System.Globalization;

namespace Versori.Connectors.Generation.Reading;

/// <summary>
/// Makes names unique by appending a number. The next number of each name is kept, so that many equal names do not
/// need a search each.
/// </summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);

    /// <summary>Takes a name as it is.</summary>
    /// <returns>Whether it was free.</returns>
    public bool TryTake(string name) => _taken.Add(name);

    /// <summary>Takes a name, or else the name with the first free number from 2 on.</summary>
    public string Take(string name, string separator = "-")
    {
        if (_taken.Add(name)) return name;
        var number = _next.GetValueOrDefault(name, 2);
        string unique;
        do
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}{separator}{number++}");
        }
        while (!_taken.Add(unique));

        _next[name] = number;
        return unique;
    }
}
