namespace Versori.Connectors.Generation.OpenApi;

/// <summary>A path item of an outline.</summary>
/// <param name="path">The path as it is in the document.</param>
internal sealed class OutlinedItem(string path)
{
    /// <summary>The path as it is in the document.</summary>
    public string Path { get; } = path;

    /// <summary>The members that are not operations.</summary>
    public List<(string Name, TextPart Text)> Others { get; } = [];

    /// <summary>The operations, in their order.</summary>
    public List<OutlinedOperation> Operations { get; } = [];

    /// <summary>The parameters of all operations.</summary>
    public List<OutlinedParameter> Parameters { get; set; } = [];

    /// <summary>The summary of operations that have none.</summary>
    public string? Summary { get; set; }

    /// <summary>The description of operations that have none.</summary>
    public string? Description { get; set; }
}
