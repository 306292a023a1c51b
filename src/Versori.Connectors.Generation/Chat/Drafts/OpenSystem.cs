using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Chat;

/// <summary>A system of a conversation with its source.</summary>
/// <param name="System">The system as it is stored.</param>
/// <param name="Source">The source that proposals are taken from.</param>
internal sealed record OpenSystem(ConversationSystem System, ImportResult Source)
{
    public string Name => System.Name;

    public PlannedConnector Draft => System.Draft;

    public OpenSystem With(PlannedConnector draft) => this with { System = System with { Draft = draft } };
}
