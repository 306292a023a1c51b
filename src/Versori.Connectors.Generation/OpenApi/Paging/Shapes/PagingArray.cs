namespace Versori.Connectors.Generation.OpenApi;

/// <summary>An array of a response.</summary>
/// <param name="Pointer">Its JSON pointer.</param>
/// <param name="Name">Its name; empty if it is the whole response.</param>
/// <param name="Depth">The number of properties on the way to it.</param>
/// <param name="IsRequired">Whether the response always has it.</param>
internal sealed record PagingArray(string Pointer, string Name, int Depth, bool IsRequired)
{
    public string Normal { get; } = PagingName.Of(Name);

    public string? ItemType { get; init; }

    public IReadOnlyList<string> ItemProperties { get; init; } = [];

    /// <summary>The pointer of the id in an item; <see langword="null"/> if there is none.</summary>
    public string? IdPointer { get; init; }

    /// <summary>The pointer of the object that contains it.</summary>
    public string Parent => Pointer.Length == 0 ? "" : Pointer[..Pointer.LastIndexOf('/')];
}
