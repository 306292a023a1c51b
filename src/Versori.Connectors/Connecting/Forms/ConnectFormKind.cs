namespace Versori.Connectors;

/// <summary>How a <see cref="ConnectForm"/> is completed.</summary>
public enum ConnectFormKind
{
    /// <summary>With the values of its fields: <see cref="IConnections.ConnectAsync"/>.</summary>
    Credential,

    /// <summary>The person signs in on a page of the external system: <see cref="ISignIns.BeginAsync"/>.</summary>
    SignIn,

    /// <summary>The person enters a code on another device: <see cref="ISignIns.BeginDeviceAsync"/>.</summary>
    Device,
}
