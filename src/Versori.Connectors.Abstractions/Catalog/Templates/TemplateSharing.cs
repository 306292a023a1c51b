using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>Whose connections a template uses.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TemplateSharing>))]
public enum TemplateSharing
{
    /// <summary>The host's own connection, shared by all.</summary>
    Shared,

    /// <summary>The connection of the end user on whose behalf a call is made.</summary>
    PerOwner,
}
