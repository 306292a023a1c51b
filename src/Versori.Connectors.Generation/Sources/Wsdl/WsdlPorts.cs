using System.Xml.Linq;
using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Selects the ports that are imported: of those with the same port type, the first with https, and SOAP 1.1 before
/// SOAP 1.2.
/// </summary>
/// <param name="index">The document.</param>
/// <param name="ofHost">The URL that the host sets for the service, which replaces all addresses.</param>
internal sealed class WsdlPorts(WsdlIndex index, string? ofHost)
{
    private readonly List<ConnectorError> _warnings = [];

    /// <summary>The ports, and what they have in common.</summary>
    /// <param name="Ports">The ports.</param>
    /// <param name="Title">The name of the first service.</param>
    /// <param name="Description">What the first service is for.</param>
    /// <param name="BaseUrl">The base URL; <see langword="null"/> if no address can be used.</param>
    /// <param name="SourceBaseUrl">The base URL of the host, without the path of the endpoints.</param>
    /// <param name="Warnings">What was left out.</param>
    internal sealed record Result(
        IReadOnlyList<WsdlPort> Ports,
        string Title,
        string? Description,
        string? BaseUrl,
        string? SourceBaseUrl,
        IReadOnlyList<ConnectorError> Warnings);

    public Result Read()
    {
        var candidates = Candidates().ToList();
        var kept = candidates
            .GroupBy(candidate => (string?)candidate.Binding.Attribute("type") ?? "", StringComparer.Ordinal)
            .Select(group => group
                .OrderBy(candidate => candidate.Address?.Scheme == Uri.UriSchemeHttps ? 0 : 1)
                .ThenBy(candidate => candidate.Version)
                .First())
            .ToList();
        var service = index.Services.Count > 0 ? index.Services[0] : null;
        var title = (string?)service?.Attribute("name") ?? (string?)index.First.Attribute("name") ?? "";
        var description = WsdlIndex.Documentation(service) ?? WsdlIndex.Documentation(index.First);
        var origin = kept.Select(one => one.Address).OfType<Uri>().Select(OriginOf).FirstOrDefault();
        var (hostBase, hostPath) = Split(ofHost);
        if (hostBase is null && PlainHttp.IsRefused(origin))
        {
            Warn(
                service ?? index.First,
                "The address uses plain http. "
                + $"Credentials are sent to it only if {nameof(ConnectorDefinition.AllowInsecureHttp)} is set.");
        }

        return new(
            [.. kept.Select(one => new WsdlPort(
                one.Service,
                one.Binding,
                one.Version,
                hostBase is null && one.Address is { } url && OriginOf(url) != origin ? OriginOf(url) : null,
                hostPath ?? PathOf(one.Address)))],
            title,
            description,
            origin,
            hostBase,
            _warnings);
    }

    private IEnumerable<(string Service, XElement Binding, SoapVersion Version, Uri? Address)> Candidates()
    {
        foreach (var service in index.Services)
        {
            var name = (string)service.Attribute("name")!;
            foreach (var port in service.Elements(WsdlNames.Wsdl + "port"))
            {
                if (index.Find("binding", port, "binding") is not { } binding)
                {
                    Warn(port, "The port refers to no binding of the document. It is left out.");
                    continue;
                }

                if (VersionOf(binding) is not { } version) continue;
                yield return (name, binding, version, AddressOf(port));
            }
        }

        if (index.Services.Count > 0) yield break;
        foreach (var binding in index.Bindings)
        {
            if (VersionOf(binding) is { } version)
                yield return ((string)binding.Attribute("name")!, binding, version, null);
        }
    }

    private SoapVersion? VersionOf(XElement binding)
    {
        foreach (var (space, version) in ((XNamespace, SoapVersion)[])
            [(WsdlNames.Soap11, SoapVersion.Soap11), (WsdlNames.Soap12, SoapVersion.Soap12)])
        {
            if (binding.Element(space + "binding") is not { } soap) continue;
            // WS-I Basic Profile 1.1, R2702: the transport is HTTP.
            var transport = (string?)soap.Attribute("transport");
            var isHttp = transport is null || transport.Contains("http", StringComparison.OrdinalIgnoreCase);
            if (isHttp) return version;
        }

        Warn(binding, "The binding is not SOAP over HTTP. It is left out.", ConnectorErrorCode.NotSupported);
        return null;
    }

    private Uri? AddressOf(XElement port)
    {
        var address = port.Element(WsdlNames.Soap11 + "address") ?? port.Element(WsdlNames.Soap12 + "address");
        var isUsable = Uri.TryCreate((string?)address?.Attribute("location"), UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url.Host.Length > 0;
        if (isUsable) return url;
        Warn(port, "The port has no address with http or https.");
        return null;
    }

    private static string OriginOf(Uri url) => url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    private static string PathOf(Uri? address) => address is null
        ? "/"
        : address.GetComponents(UriComponents.Path | UriComponents.KeepDelimiter, UriFormat.UriEscaped);

    // The URL of the service is a base URL and a path, which a definition keeps apart.
    private static (string? BaseUrl, string? Path) Split(string? url)
    {
        if (url is null) return (null, null);
        var trimmed = ServerReader.Trim(url);
        var slash = trimmed.LastIndexOf('/');
        var start = trimmed.IndexOf("://", StringComparison.Ordinal) + 3;
        return slash < start || trimmed[slash..].Contains('{', StringComparison.Ordinal)
            ? (trimmed, null)
            : (trimmed[..slash], trimmed[slash..]);
    }

    private void Warn(
        XElement element, string message, ConnectorErrorCode code = ConnectorErrorCode.InvalidDocument)
    {
        const int Maximum = 1000;
        if (_warnings.Count == Maximum) return;
        _warnings.Add(new()
        {
            Code = code,
            Message = message,
            Location = WsdlPlace.Of(element),
            Line = SafeXml.LineOf(element),
        });
    }
}
