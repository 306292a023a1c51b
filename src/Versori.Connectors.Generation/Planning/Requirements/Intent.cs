namespace Versori.Connectors.Generation.Planning;

/// <summary>What an operation does, or what a requirement asks to be done.</summary>
internal enum Intent
{
    Unknown,
    List,
    Get,
    Create,
    Update,
    Delete,

    /// <summary>Asked for only: something else that changes something, such as "refund it".</summary>
    Act,
}
