using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Saas;
using Versori.Connectors;

var isAutomatic = args.Contains("--auto");
await using var systems = await Systems.StartAsync(isAutomatic ? 0 : 5081);

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Versori", LogLevel.Warning)
    .AddFilter("ModelContextProtocol", LogLevel.Warning);
builder.WebHost.UseUrls(isAutomatic ? "http://127.0.0.1:0" : "http://localhost:5080");
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
    .AddCookie(options => options.LoginPath = "/sign-in")
    .AddScheme<AuthenticationSchemeOptions, Agents>(Agents.Scheme, null);
builder.Services.AddSingleton<AgentKeys>();
builder.Services.AddAuthorizationBuilder()
    .AddPolicy("admin", policy => policy.RequireClaim(Users.AdminClaim))
    .AddPolicy(Agents.Scheme, policy => policy.AddAuthenticationSchemes(Agents.Scheme).RequireAuthenticatedUser());
builder.Services.AddHostedService<TicketDigest>();

var connectors = builder.Services.AddVersoriConnectors().AddAudit()
    .UseOwnerResolver<TenantOwner>()
    .AddConnect(options =>
    {
        options.Title = "Saas";
        options.AdministratorPolicy = "admin";
    })
    // Agents call the endpoints of the integration. A call without a connection leads to the Connect page.
    .AddMcpHttp(
        mcp =>
        {
            mcp.Templates.Add(new(TicketDigest.Integration, "tracker"));
            mcp.Templates.Add(new(TicketDigest.Integration, "mailer"));
        },
        http =>
        {
            http.AuthorizationPolicy = Agents.Scheme;
            http.OwnerOf = TenantOwner.Of;
        });
// The external systems forget their tokens when the program ends, so that it begins with an empty database.
var database = Path.Combine(Directory.CreateTempSubdirectory("saas-").FullName, "saas.db");
if (args is ["--postgres", var connectionString]) connectors.UsePostgreSql(connectionString);
else connectors.UseSqlite(database);
connectors
    .AddConnector(systems.Tracker).AddTemplate(TicketDigest.Integration, "tracker", TemplateSharing.PerOwner, "tickets")
    .Connectors
    .AddConnector(systems.Mailer).AddTemplate(TicketDigest.Integration, "mailer", TemplateSharing.PerOwner, "send");

await using var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
app.MapUsers();
app.MapVersoriConnect("/connect").RequireAuthorization();
app.MapVersoriMcp("/mcp");
await app.StartAsync();
Console.WriteLine($"The product runs at {app.Urls.First()}. Stop it with Ctrl+C.");
if (isAutomatic)
{
    var result = await AutomaticVisit.RunAsync(new Uri(app.Urls.First()));
    await app.StopAsync();
    return result;
}

await app.WaitForShutdownAsync();
return 0;
