using System.Xml;
using Authentik.Book;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>
/// Creates a SAML provider from the metadata of an application. The server takes addresses and certificates from it, but neither audience
/// nor signing key, and up to 2026.2 it takes the application's own entity ID for its issuer. Those are set afterwards.
/// </summary>
internal sealed class MetadataProvider(JobClient client)
{
    private const string Audience = "audience";
    private const string Issuer = "issuer";

    // authentik's own default.
    private const string DefaultIssuer = "authentik";

    /// <summary>Plans the import, and what it leaves out.</summary>
    /// <exception cref="InputException">The file isn't the metadata of an application, or a value can't be sent.</exception>
    public void Plan(JobPlan<ApplicationSetup> plan, SetupRequest request, SetupState setup)
    {
        var (file, name) = (request.MetadataFile!, request.ProviderName);
        Complete(request.Provider, ReadEntityId(file));
        var import = MakeImport(request.Provider, file);
        var caller = new ActionCaller(client.Api, Actions.ImportSamlProvider);
        caller.Require(import);
        plan.Add(new JobStep(
            $"Create the SAML provider '{name}' from {Path.GetFileName(file)}",
            async token => setup.Provider = await ImportAsync(caller, import, name, token))
        {
            UndoAsync = token => client.RemoveCreatedAsync(
                setup.Provider, () => client.FindAsync<SamlProvider>(Resources.SamlProvider, name, token), token),
        });
        setup.IsProviderNew = true;

        var rest = request.Provider.Where(field => !import.Has(field.Name));
        var writer = client.Of(Resources.SamlProvider).Writer;
        writer.Require(rest, isNew: false);
        plan.Add(
            $"Change the SAML provider '{name}': {rest.Describe()}",
            async token => setup.Provider = (Provider)await writer.SetAsync(
                Resources.SamlProvider.MakeIdentity(setup.Provider!), rest, token));
    }

    private void Complete(FieldValues values, string entityId)
    {
        if (!values.Has(Audience))
        {
            values.Set(Resources.SamlProvider.GetField(Audience), entityId);
        }

        var issuer = Resources.SamlProvider.GetField(Issuer);
        if (!values.Has(Issuer) && client.Gate.IsCertain(issuer.Versions))
        {
            values.Set(issuer, DefaultIssuer);
        }

        // The file says how the application takes responses.
        values.Remove("sp_binding");
    }

    private static FieldValues MakeImport(FieldValues values, string file)
    {
        var import = new FieldValues();
        foreach (var field in Actions.ImportSamlProvider.Fields)
        {
            if (field.Type == FieldType.File)
            {
                import.Set(field, file);
            }
            else if (values.Has(field.Name))
            {
                import.Set(field, values.Get(field.Name));
            }
        }

        return import;
    }

    // Servers before 2025.12 don't return what they created.
    private async Task<SamlProvider> ImportAsync(ActionCaller caller, FieldValues values, string name, CancellationToken cancellation)
    {
        using var response = await caller.CallAsync(null, values, sink: null, cancellation);
        return await client.FindAsync<SamlProvider>(Resources.SamlProvider, name, cancellation) ?? throw new InputException(
            InputProblem.NotFound, $"The server imported the metadata, but the SAML provider '{name}' wasn't found afterwards.", name);
    }

    private static string ReadEntityId(string file)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            using var xml = XmlReader.Create(file, settings);
            while (xml.Read())
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "EntityDescriptor" } && xml.GetAttribute("entityID") is { } id)
                {
                    return id;
                }
            }
        }
        catch (XmlException problem)
        {
            throw Refuse(file, $"isn't valid XML: {problem.Message}", problem);
        }

        throw Refuse(file, "has no EntityDescriptor with an entityID", null);
    }

    private static InputException Refuse(string file, string why, Exception? cause) => new(
        InputProblem.InvalidValue,
        $"The file {file} isn't SAML metadata of an application: it {why}. Nothing was created. Check -MetadataPath.",
        file,
        cause);
}
