namespace Versori.Connectors;

/// <summary>How much was deleted with an end user.</summary>
public sealed record DeletedPerson
{
    /// <summary>The number of connections, which were disconnected.</summary>
    public int Connections { get; init; }

    /// <summary>The number of activations.</summary>
    public int Activations { get; init; }

    /// <summary>The number of bindings beside those of the connections.</summary>
    public int Bindings { get; init; }

    /// <summary>The number of connect sessions.</summary>
    public int ConnectSessions { get; init; }

    /// <summary>The number of pending sign-ins.</summary>
    public int SignIns { get; init; }

    /// <summary>The number of conversations.</summary>
    public int Conversations { get; init; }

    /// <summary>Whether the audit record had entries with the person's id.</summary>
    public bool IsErasedFromAudit { get; init; }
}
