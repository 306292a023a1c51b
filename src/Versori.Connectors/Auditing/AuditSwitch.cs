namespace Versori.Connectors.Auditing;

/// <summary>Registered by <c>AddAudit</c>: without it nothing is kept.</summary>
internal sealed class AuditSwitch;
