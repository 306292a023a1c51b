namespace Versori.Connectors.Catalog;

/// <summary>A place within a schema, and what it is part of.</summary>
/// <param name="Text">The place, such as <c>responses/200/orders[].customer</c>.</param>
/// <param name="Pointer">The pointer of the schema.</param>
/// <param name="IsRequest">Whether it is part of a request.</param>
/// <param name="IsSuccess">Whether it is part of a request or of a response of success.</param>
/// <param name="Depth">How many schemas it is within.</param>
internal sealed record SchemaPlace(string Text, string Pointer, bool IsRequest, bool IsSuccess, int Depth = 0)
{
    private const int MaximumLength = 400;

    public SchemaPlace Property(string name) =>
        Child(Depth == 0 ? $"/{name}" : $".{name}");

    public SchemaPlace Child(string suffix) => this with
    {
        Text = Text.Length + suffix.Length > MaximumLength ? Text : Text + suffix,
        Depth = Depth + 1,
    };
}

/// <summary>Reports a difference at a place.</summary>
internal delegate void SchemaReport(
    ChangeKind kind,
    ChangeImpact impact,
    SchemaPlace place,
    string message,
    string? former = null,
    string? current = null);
