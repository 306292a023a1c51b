using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>An auth method of a form, with the fields that a person fills in.</summary>
public sealed record ConnectFormPart
{
    /// <summary>The auth method.</summary>
    public required AuthMethod Method { get; init; }

    /// <summary>
    /// The fields of the method's credential, in order. A field that is not <see cref="CredentialField.IsVisible"/> is
    /// a secret. Of a method that signs a person in, these are the fields of the connection's own client.
    /// </summary>
    public IReadOnlyList<CredentialField> Fields { get; init => field = ValueList<CredentialField>.Of(value); } =
        ValueList<CredentialField>.Empty;
}
