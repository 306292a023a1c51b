using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Converts a scheme that signs with AWS Signature Version 4. Documents describe it as an API key with the extension
/// <c>x-amazon-apigateway-authtype: awsSigv4</c> (Amazon API Gateway Developer Guide, "x-amazon-apigateway-authtype").
/// </summary>
/// <param name="baseUrl">The base URL, whose host contains the region and the service.</param>
/// <param name="inputs">The inputs, to which a region is added if the host has none.</param>
internal sealed partial class AwsSchemeReader(string baseUrl, InputCatalog inputs)
{
    private const string RegionInput = "region";
    private const string DefaultRegion = "us-east-1";

    // AWS service models: the services whose signing name is not the label of their host names.
    private static readonly Dictionary<string, string> SigningNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["api.tunneling.iot"] = "IoTSecuredTunneling",
        ["appstream2"] = "appstream",
        ["appsync-api"] = "appsync",
        ["bedrock-agent"] = "bedrock",
        ["bedrock-agent-runtime"] = "bedrock",
        ["bedrock-runtime"] = "bedrock",
        ["catalog.marketplace"] = "aws-marketplace",
        ["cloudhsmv2"] = "cloudhsm",
        ["contact-lens"] = "connect",
        ["data-ats.iot"] = "iotdata",
        ["data.iot"] = "iotdata",
        ["data.iotevents"] = "ioteventsdata",
        ["data.jobs.iot"] = "iot-jobs-data",
        ["email"] = "ses",
        ["entitlement.marketplace"] = "aws-marketplace",
        ["identity-chime"] = "chime",
        ["media-pipelines-chime"] = "chime",
        ["meetings-chime"] = "chime",
        ["messaging-chime"] = "chime",
        ["metering.marketplace"] = "aws-marketplace",
        ["mobile"] = "AWSMobileHubService",
        ["models-v2-lex"] = "lex",
        ["personalize-events"] = "personalize",
        ["personalize-runtime"] = "personalize",
        ["pinpoint"] = "mobiletargeting",
        ["portal.sso"] = "awsssoportal",
        ["queue"] = "sqs",
        ["runtime-v2-lex"] = "lex",
        ["s3-control"] = "s3",
        ["servicecatalog-appregistry"] = "servicecatalog",
        ["sms-voice.pinpoint"] = "sms-voice",
        ["transcribestreaming"] = "transcribe",
        ["voice-chime"] = "chime",
    };

    /// <summary>Whether a scheme is AWS Signature Version 4.</summary>
    public static bool IsAws(Node scheme)
    {
        if (TextOf(scheme, "x-amazon-apigateway-authtype").Equals("awsSigv4", StringComparison.OrdinalIgnoreCase))
            return true;
        return TextOf(scheme, "scheme").Trim().ToLowerInvariant() is "aws4-hmac-sha256" or "awssigv4" or "sigv4";
    }

    /// <summary>Converts a scheme.</summary>
    public AwsSignatureV4Auth Read(string name, Node scheme)
    {
        var (service, region) = FromHost();
        if (service is null)
        {
            scheme.Warn(
                "The host does not show which service of AWS is called. The signature is for 'execute-api', "
                + "as for an API behind Amazon API Gateway.");
        }

        region ??= Placeholder();
        return service == "s3"
            ? AwsSignatureV4Auth.S3(region) with { Id = name }
            : new() { Id = name, Region = region, Service = service ?? "execute-api" };
    }

    private static string TextOf(Node scheme, string member) =>
        scheme.Value.TryGetProperty(member, out var value) && value.ValueKind == System.Text.Json.JsonValueKind.String
            ? value.GetString()!
            : "";

    // AWS General Reference, "AWS service endpoints": service.region.amazonaws.com, or region.service for some. A
    // global endpoint has no region and is in us-east-1.
    private (string? Service, string? Region) FromHost()
    {
        var start = baseUrl.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = baseUrl.AsSpan(start).IndexOfAny('/', ':');
        var labels = (end < 0 ? baseUrl[start..] : baseUrl.Substring(start, end)).Split('.');
        var suffix = Array.FindIndex(labels, label => label.ToLowerInvariant() is "amazonaws" or "aws");
        if (suffix < 1) return (null, null);

        // "dualstack" and "api" in api.aws belong to the address, not to the service.
        var names = labels[..suffix].Where(label => label is not ("dualstack" or "on" or "lambda-url")).ToList();
        if (labels[suffix] == "aws" && names is [.., "api"]) names.RemoveAt(names.Count - 1);
        var at = names.FindLastIndex(label => IsRegion(label));
        var region = at < 0 ? DefaultRegion : names[at];
        if (labels.Contains("lambda-url")) return ("lambda", region);
        var service = at == names.Count - 1 ? names[..at] : names[(at + 1)..];
        return (service.Count == 0 ? null : SigningName(service), region);
    }

    private static string? SigningName(List<string> labels)
    {
        var last = labels[^1];
        if (last.Contains('{', StringComparison.Ordinal)) return null;
        return SigningNames.GetValueOrDefault(string.Join('.', labels))
            ?? SigningNames.GetValueOrDefault(last)
            ?? last;
    }

    private string Placeholder()
    {
        var known = inputs.Inputs.FirstOrDefault(
            input => input.Name.Equals(RegionInput, StringComparison.OrdinalIgnoreCase));
        var name = known?.Name ?? inputs.Add(new()
        {
            Name = RegionInput,
            Title = "Region",
            Description = "The region of AWS in which the API runs, such as eu-central-1.",
        });
        return $"{{{name}}}";
    }

    private static bool IsRegion(string label) => label.Contains("region", StringComparison.OrdinalIgnoreCase)
        ? WholePlaceholder().IsMatch(label)
        : Region().IsMatch(label);

    [GeneratedRegex(@"^[a-z]{2,3}(-[a-z]{2,12}){1,3}-\d\z", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Region();

    [GeneratedRegex(@"^\{[A-Za-z0-9_.-]+\}\z", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex WholePlaceholder();
}
