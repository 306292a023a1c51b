using Versori.Connectors.Serialization;

namespace Versori.Connectors.Invocation;

/// <summary>One problem of a value: where it is, and what was expected. It does not contain the value.</summary>
/// <param name="Place">The place in the value; <see langword="null"/> for the value itself.</param>
/// <param name="Message">What was expected.</param>
internal readonly record struct SchemaProblem(ValuePlace? Place, string Message)
{
    /// <summary>The name of the outermost field or item; <see langword="null"/> for the value itself.</summary>
    public string? FirstToken
    {
        get
        {
            if (Place is not { } place) return null;
            while (place.Parent is { } parent) place = parent;
            return place.Token;
        }
    }

    /// <summary>The place as a JSON pointer below a name.</summary>
    /// <param name="name">The name of the argument.</param>
    /// <param name="skipped">How many of the outermost tokens are left out.</param>
    public string PlaceBelow(string name, int skipped = 0)
    {
        var tokens = new Stack<string>();
        for (var place = Place; place is not null; place = place.Parent) tokens.Push(place.Token);
        return tokens.Skip(skipped).Aggregate(name, JsonPointer.Append);
    }
}

/// <summary>A place in a value: a field or an item of another place.</summary>
internal sealed class ValuePlace(ValuePlace? parent, string token)
{
    public ValuePlace? Parent => parent;

    public string Token => token;
}
