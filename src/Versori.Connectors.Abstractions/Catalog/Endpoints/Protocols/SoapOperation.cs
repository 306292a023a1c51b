using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// The SOAP operation of an endpoint. The fields of the endpoint's body are written as elements below
/// <see cref="Element"/>, in the order of the schema of <see cref="ConnectorEndpoint.RequestBody"/> and by its
/// <c>xml</c> objects (OpenAPI 3.1 §4.8.26). The method of the endpoint is <c>POST</c>.
/// </summary>
public sealed record SoapOperation
{
    /// <summary>The version of SOAP. Default: <see cref="SoapVersion.Soap11"/>.</summary>
    public SoapVersion Version { get; init; }

    /// <summary>
    /// The action: the <c>SOAPAction</c> header (SOAP 1.1 §6.1.1) or the <c>action</c> parameter of the media type
    /// (SOAP 1.2 part 2 §6.5.3). Default: none; SOAP 1.1 then has an empty one.
    /// </summary>
    public string? Action { get; init; }

    /// <summary>The name of the request's element in the body of the envelope.</summary>
    public required string Element { get; init; }

    /// <summary>The namespace of the request's element. Default: none.</summary>
    public string? Namespace { get; init; }

    /// <summary>
    /// Whether fields without a namespace of their own are in <see cref="Namespace"/>, which XML Schema calls
    /// <c>elementFormDefault="qualified"</c>. Default: yes.
    /// </summary>
    public bool QualifiesFields { get; init; } = true;

    /// <summary>The fields of the endpoint's body that go into the header of the envelope. Default: none.</summary>
    public IReadOnlyList<SoapHeaderPart> HeaderParts
    {
        get;
        init => field = ValueList<SoapHeaderPart>.Of(value);
    } = ValueList<SoapHeaderPart>.Empty;

    /// <summary>
    /// The local name of the element in the detail of a fault that has the system's message for people. Default: none,
    /// the message is the fault's reason.
    /// </summary>
    public string? FaultMessage { get; init; }
}
