namespace Versori.Connectors.Planning.Measuring;

/// <summary>A need of a task in one system: any one of the endpoints meets it.</summary>
/// <param name="System">The name of the system's document.</param>
/// <param name="Endpoints">The endpoints as method and path.</param>
internal sealed record Need(string System, IReadOnlyList<string> Endpoints);
