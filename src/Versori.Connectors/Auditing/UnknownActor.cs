namespace Versori.Connectors.Auditing;

/// <summary>For hosts that do not say who does something.</summary>
internal sealed class UnknownActor : IAuditActorSource
{
    public string? GetActor() => null;
}
