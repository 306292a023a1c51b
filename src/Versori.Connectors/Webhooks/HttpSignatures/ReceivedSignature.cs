using Versori.Connectors.Authentication.HttpMessageSignatures;

namespace Versori.Connectors.Webhooks;

/// <summary>A received signature (RFC 9421 §4).</summary>
/// <param name="Label">The label.</param>
/// <param name="Input">
/// The text of the components and parameters, unchanged, because it is part of the signature base.
/// </param>
/// <param name="Components">The covered components, in order.</param>
/// <param name="Parameters">The parameters (RFC 9421 §2.3), strings without their quotation marks.</param>
/// <param name="Created">The time at which the signature was created.</param>
/// <param name="Expires">The time at which the signature expires.</param>
/// <param name="Bytes">The signature.</param>
internal sealed record ReceivedSignature(
    string Label,
    string Input,
    IReadOnlyList<SignatureComponent> Components,
    IReadOnlyDictionary<string, string> Parameters,
    DateTimeOffset? Created,
    DateTimeOffset? Expires,
    byte[] Bytes)
{
    public string? Parameter(string name) => Parameters.GetValueOrDefault(name);

    /// <summary>Whether a component is covered, by itself or as a part of another component (RFC 9421 §2.2).</summary>
    public bool Covers(string name) => Components.Any(component => component.Text == name || component.Name switch
    {
        "@target-uri" => name is "@scheme" or "@authority" or "@path" or "@query",
        "@request-target" => name is "@path" or "@query",
        _ => false,
    });

    public override string ToString() => Label;
}
