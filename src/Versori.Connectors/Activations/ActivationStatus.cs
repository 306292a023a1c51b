namespace Versori.Connectors;

/// <summary>Whether an integration can act for an end user.</summary>
public enum ActivationStatus
{
    /// <summary>The integration was never activated for the person.</summary>
    NotActivated,

    /// <summary>The integration is active, and nothing is missing.</summary>
    Active,

    /// <summary>
    /// The integration is active, but something is missing now: a connection ended or was disconnected, a template was
    /// linked, or the schema of the variables changed.
    /// </summary>
    Incomplete,

    /// <summary>The integration was deactivated for the person.</summary>
    Deactivated,
}
