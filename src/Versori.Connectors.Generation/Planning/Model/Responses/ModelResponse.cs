namespace Versori.Connectors.Generation.Planning;

/// <summary>A chat model's answer, read but not checked.</summary>
internal sealed class ModelResponse
{
    /// <summary>
    /// The endpoints that it names for each connector, by the name that it uses. Without a list, the value is
    /// <see langword="null"/>.
    /// </summary>
    public List<(string Connector, List<(string Id, string Why)>? Endpoints)> Connectors { get; } = [];

    /// <summary>The connectors that it calls unnecessary.</summary>
    public List<string> NotNeeded { get; } = [];

    /// <summary>The questions, with the connector; empty if it names none.</summary>
    public List<(string Connector, string Text, IReadOnlyList<string> Options)> Questions { get; } = [];

    public bool IsEmpty => Connectors.Count == 0 && NotNeeded.Count == 0 && Questions.Count == 0;
}
