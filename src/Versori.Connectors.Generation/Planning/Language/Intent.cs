namespace Versori.Connectors.Generation.Planning;

/// <summary>The kind of an operation, of an endpoint or in a requirement.</summary>
internal enum Intent
{
    Unknown,
    List,
    Get,
    Create,
    Update,
    Delete,

    /// <summary>Another operation that changes something, such as "refund it". Only used for requirements.</summary>
    Act,
}
