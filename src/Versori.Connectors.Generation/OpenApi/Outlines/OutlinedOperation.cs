namespace Versori.Connectors.Generation.OpenApi;

/// <summary>An operation of an outline: what it is called, and where its text is.</summary>
internal sealed class OutlinedOperation
{
    /// <summary>The path item that contains it.</summary>
    public required OutlinedItem Item { get; init; }

    /// <summary>
    /// The member of the path item that contains it, such as <c>additionalOperations</c>; <see langword="null"/> if it
    /// is a member itself.
    /// </summary>
    public required string? Container { get; init; }

    /// <summary>The name of the member as it is in the document.</summary>
    public required string Field { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The whole operation in the document.</summary>
    public TextPart Text { get; set; }

    /// <summary>The path, which an export may state where that of the document differs.</summary>
    public string Path => OwnPath ?? Item.Path;

    public string? OwnPath { get; set; }

    public string? OperationId { get; set; }

    public string? Summary { get; set; }

    public string? Description { get; set; }

    public List<string> Tags { get; set; } = [];

    public List<OutlinedParameter> Parameters { get; set; } = [];

    public bool Deprecated { get; set; }

    /// <summary>Whether it can be called without authentication.</summary>
    public bool IsPublic { get; set; }

    /// <summary>Whether it declares callbacks, which become webhooks of the definition.</summary>
    public bool HasCallbacks { get; set; }

    /// <summary>The id of its endpoint.</summary>
    public string Id { get; set; } = "";
}
