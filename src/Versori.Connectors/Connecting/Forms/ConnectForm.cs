using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>A form with which a person connects: one auth method, or several at once.</summary>
public sealed record ConnectForm
{
    /// <summary>
    /// The id of the form: the ids of its auth methods, separated by <c>+</c>. Empty without a method.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>How the form is completed. Default: with its fields alone.</summary>
    public ConnectFormKind Kind { get; init; }

    /// <summary>
    /// The auth methods with their fields. If the person signs in, the first part is the method that does it; its
    /// fields are those of the client. Empty for a connector without authentication.
    /// </summary>
    public IReadOnlyList<ConnectFormPart> Parts { get; init => field = ValueList<ConnectFormPart>.Of(value); } =
        ValueList<ConnectFormPart>.Empty;
}
